// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static java.util.Map.entry;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** The HTTP status of each stable code; a code that is not listed blames the request's form. */
final class ProblemStatus {
  private static final Map<String, HttpStatus> STATUS =
      Map.ofEntries(
          entry("request.too-large", CONTENT_TOO_LARGE),
          entry("node.unknown", NOT_FOUND),
          entry("job.unknown", NOT_FOUND),
          entry("offer.unknown", NOT_FOUND),
          entry("evidence.unknown", NOT_FOUND),
          entry("collateral.unknown", NOT_FOUND),
          entry("case.unknown", NOT_FOUND),
          entry("document.unknown", NOT_FOUND),
          // who may
          entry("submission.signature", FORBIDDEN),
          entry("submission.expired", FORBIDDEN),
          entry("submission.foreign", FORBIDDEN),
          entry("offer.signature", FORBIDDEN),
          entry("peer.unknown", FORBIDDEN),
          entry("peer.signature", FORBIDDEN),
          entry("peer.head", FORBIDDEN),
          entry("receipt.signature", FORBIDDEN),
          entry("receipt.key", FORBIDDEN),
          // understood, and refused for what it says
          entry("receipt.job", UNPROCESSABLE_CONTENT),
          entry("receipt.batch", UNPROCESSABLE_CONTENT),
          entry("receipt.place", UNPROCESSABLE_CONTENT),
          entry("challenge.not-final", UNPROCESSABLE_CONTENT),
          entry("challenge.foreign", UNPROCESSABLE_CONTENT),
          entry("challenge.stale", UNPROCESSABLE_CONTENT),
          entry("policy.unknown", UNPROCESSABLE_CONTENT),
          entry("policy.closed", UNPROCESSABLE_CONTENT),
          entry("offer.node", UNPROCESSABLE_CONTENT),
          entry("offer.expired", UNPROCESSABLE_CONTENT),
          entry("offer.endpoint", UNPROCESSABLE_CONTENT),
          entry("cosign.head", UNPROCESSABLE_CONTENT),
          entry("cosign.claims", UNPROCESSABLE_CONTENT),
          entry("cosign.validity", UNPROCESSABLE_CONTENT),
          entry("cosign.not-affirming", UNPROCESSABLE_CONTENT),
          entry("cosign.tcb", UNPROCESSABLE_CONTENT),
          entry("cosign.affirming", UNPROCESSABLE_CONTENT),
          entry("cosign.evidence", UNPROCESSABLE_CONTENT),
          entry("condemn.claims", UNPROCESSABLE_CONTENT),
          entry("condemn.expiry", UNPROCESSABLE_CONTENT),
          entry("condemn.fault-at", UNPROCESSABLE_CONTENT),
          entry("condemn.no-cause", UNPROCESSABLE_CONTENT),
          entry("condemn.other-cause", UNPROCESSABLE_CONTENT),
          // against what is there already
          entry("condemn.exists", CONFLICT),
          entry("key.taken", CONFLICT),
          entry("verdict.not-newer", CONFLICT),
          entry("offer.sequence", CONFLICT),
          entry("evidence.too-many", TOO_MANY_REQUESTS),
          entry("peer.busy", TOO_MANY_REQUESTS),
          entry("receipt.too-many", TOO_MANY_REQUESTS),
          entry("offer.too-many", TOO_MANY_REQUESTS),
          entry("stream.too-many", TOO_MANY_REQUESTS),
          // not the caller's fault
          entry("attestor.absent", SERVICE_UNAVAILABLE),
          entry("attestor.unknown", SERVICE_UNAVAILABLE),
          entry("condemn.off", SERVICE_UNAVAILABLE),
          entry("peer.unconfigured", SERVICE_UNAVAILABLE),
          entry("quorum.incomplete", SERVICE_UNAVAILABLE),
          entry("signature.unverifiable", SERVICE_UNAVAILABLE),
          entry("challenge.none", SERVICE_UNAVAILABLE),
          entry("ledger.empty", SERVICE_UNAVAILABLE),
          entry("policy.undocumented", SERVICE_UNAVAILABLE),
          entry("policy.digest", SERVICE_UNAVAILABLE),
          entry("policy.unreadable", SERVICE_UNAVAILABLE),
          entry("policy.malformed", SERVICE_UNAVAILABLE),
          entry("collateral.missing", SERVICE_UNAVAILABLE),
          entry("collateral.unreachable", SERVICE_UNAVAILABLE),
          entry("collateral.busy", SERVICE_UNAVAILABLE),
          entry("collateral.size", SERVICE_UNAVAILABLE),
          entry("collateral.expired", SERVICE_UNAVAILABLE),
          entry("collateral.malformed", SERVICE_UNAVAILABLE),
          entry("collateral.mismatch", SERVICE_UNAVAILABLE));

  private ProblemStatus() {}

  static HttpStatus of(String code) {
    return STATUS.getOrDefault(code, HttpStatus.BAD_REQUEST);
  }
}
