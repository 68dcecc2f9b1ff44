// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Objects;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeVerdict;

/**
 * May this attestor put its name under what another proposes? A pure function of the proposal and
 * of what this attestor knows by itself. A verdict that grants anything needs its own appraisal to
 * affirm the same; one that only takes time away needs it not to.
 */
final class CosigningRules {
  static final long MAX_AGE_SECONDS = 300;

  /** A head here that is so far behind the proposer's is behind the chain. */
  static final long MAX_AHEAD_SECONDS = 60;

  private CosigningRules() {}

  /**
   * @throws AzraException {@code cosign.head}, {@code cosign.claims}, {@code verdict.not-newer},
   *     {@code cosign.validity}, {@code cosign.not-affirming}, {@code cosign.tcb}, {@code
   *     cosign.affirming} or {@code cosign.evidence}
   */
  static void require(Verdict proposed, OwnView own) {
    requireNow(proposed, own);
    requireClaims(proposed, own);
    requireNewer(proposed, own);
    requireValidity(proposed, own);
    if (own.isShortenedBy(proposed)) {
      requireBadNews(proposed, own, own.current().orElseThrow());
    } else {
      requireGoodNews(proposed, own);
    }
  }

  private static void requireNow(Verdict proposed, OwnView own) {
    long age = own.headTime() - proposed.appraisedAt();
    if (age > MAX_AGE_SECONDS || age < -MAX_AHEAD_SECONDS) {
      throw refused(
          "cosign.head",
          "appraisedAt",
          "%d to %d, by the head here"
              .formatted(own.headTime() - MAX_AGE_SECONDS, own.headTime() + MAX_AHEAD_SECONDS),
          proposed.appraisedAt());
    }
  }

  /** What the verdict says of the node is what evidence and ledger say here. */
  private static void requireClaims(Verdict proposed, OwnView own) {
    var binding = own.evidence().binding();
    requireEqual("nodeId", binding.nodeId(), proposed.nodeId());
    requireEqual("operator", own.operator(), proposed.operator());
    requireEqual("binding's operator", binding.operator(), proposed.operator());
    requireEqual("signer", binding.signer(), proposed.signer());
    requireEqual("sealingKey", own.evidence().sealingKey(), proposed.sealingKey());
    requireEqual("policy", binding.policy(), proposed.policy());
    requireEqual("evidenceHash", own.evidence().digest(), proposed.evidenceHash());
  }

  private static void requireNewer(Verdict proposed, OwnView own) {
    long last =
        Math.max(
            own.lastSigned().orElse(-1L), own.current().map(NodeVerdict::appraisedAt).orElse(-1L));
    if (proposed.appraisedAt() <= last) {
      throw refused(
          "verdict.not-newer", "appraisedAt", "later than " + last, proposed.appraisedAt());
    }
  }

  private static void requireValidity(Verdict proposed, OwnView own) {
    long latest = proposed.appraisedAt() + own.lifetimeSeconds();
    if (proposed.validUntil() < proposed.appraisedAt() || proposed.validUntil() > latest) {
      throw refused(
          "cosign.validity",
          "validUntil",
          "%d to %d".formatted(proposed.appraisedAt(), latest),
          proposed.validUntil());
    }
  }

  private static void requireGoodNews(Verdict proposed, OwnView own) {
    OwnView.Affirmed affirmed =
        own.affirmed()
            .orElseThrow(
                () -> refused("cosign.not-affirming", "appraisal", "AFFIRMING", own.affirmation()));
    if (proposed.tee() != affirmed.tee() || proposed.tcbStatus() != affirmed.tcbStatus()) {
      throw refused(
          "cosign.tcb",
          "tee and tcbStatus",
          affirmed.tee() + " " + affirmed.tcbStatus(),
          proposed.tee() + " " + proposed.tcbStatus());
    }
    if (proposed.validUntil() > affirmed.validUntil()) {
      throw refused(
          "cosign.validity",
          "validUntil",
          "at most %d, the limit here".formatted(affirmed.validUntil()),
          proposed.validUntil());
    }
  }

  /** Only of the evidence that stands on chain: other bad evidence says nothing of the good. */
  private static void requireBadNews(Verdict proposed, OwnView own, NodeVerdict current) {
    if (own.affirmed().isPresent()) {
      throw refused("cosign.affirming", "appraisal", "one that is not", own.affirmation());
    }
    if (!proposed.evidenceHash().equals(current.evidenceHash())
        || !proposed.sealingKey().equals(current.sealingKey())) {
      throw refused(
          "cosign.evidence",
          "evidence",
          current.evidenceHash() + ", as on chain",
          proposed.evidenceHash());
    }
    if (proposed.tee() != current.tee() || proposed.tcbStatus() != current.tcbStatus()) {
      throw refused(
          "cosign.tcb",
          "tee and tcbStatus",
          current.tee() + " " + current.tcbStatus() + ", as on chain",
          proposed.tee() + " " + proposed.tcbStatus());
    }
  }

  private static void requireEqual(String field, Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      throw refused("cosign.claims", field, expected, found);
    }
  }

  private static AzraException refused(String code, String field, Object expected, Object found) {
    return new AzraException(
        code, "verdict's %s: expected %s, found %s".formatted(field, expected, found));
  }
}
