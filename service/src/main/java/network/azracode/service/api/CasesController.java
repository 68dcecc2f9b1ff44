// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
import network.azracode.service.attestation.CaseExplanations;
import network.azracode.service.attestation.CaseReasons;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.nodes.CaseState;
import network.azracode.service.nodes.Cases;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cases against enclave keys: what was stated or proven on chain, and what became of it. A fault
 * that an attestor found and only reports is none: it is told among the notices of its node.
 */
@RestController
@Tag(name = "attestation")
class CasesController {
  private final Cases cases;
  private final CaseExplanations explanations;

  CasesController(Cases cases, CaseExplanations explanations) {
    this.cases = cases;
    this.explanations = explanations;
  }

  /**
   * One case. Amounts are base units of the token, times are unix seconds.
   *
   * @param judged whether attestors stated it, so that the guardian may veto; else it is proven
   * @param state open, due, vetoed or executed
   * @param evidenceHash in a judged case the digest of the operator's EvidenceSubmission
   * @param slashed of bonded and unbonding stake together
   * @param reasons what {@code evidenceHash} is the digest of, in words; empty where this attestor
   *     took no part in the case
   * @param evidence digest of the package behind a judged case, see {@code /evidence/{digest}}
   * @param submissionExpiresAt of the operator's EvidenceSubmission over that package: node, this
   *     digest and this time hash to {@code evidenceHash}
   * @param operatorSignature under that submission
   * @param receiptHashes of both receipts behind a proven case
   */
  record CaseAnswer(
      long caseId,
      NodeId nodeId,
      Address signer,
      String cause,
      boolean judged,
      String state,
      int slashBps,
      long faultAt,
      long openedAt,
      long executableAt,
      Bytes32 evidenceHash,
      @Nullable Bytes32 jobId,
      @Nullable Address harmed,
      @Nullable BigInteger maxCompensation,
      @Nullable Address reporter,
      Bytes32 openedTransaction,
      @Nullable Long endedAt,
      @Nullable Bytes32 endedTransaction,
      @Nullable BigInteger slashed,
      @Nullable BigInteger compensation,
      @Nullable BigInteger reward,
      List<ReasonGiven> reasons,
      @Nullable Bytes32 evidence,
      @Nullable Long submissionExpiresAt,
      @Nullable Octets operatorSignature,
      List<Bytes32> receiptHashes) {

    static CaseAnswer of(CaseState row, CaseReasons why, long headTime) {
      boolean judged = row.jobId().equals(Bytes32.ZERO);
      return new CaseAnswer(
          row.caseId(),
          row.nodeId(),
          row.signer(),
          row.cause().name().toLowerCase(Locale.ROOT),
          judged,
          row.isDueAt(headTime) ? "due" : row.state().name().toLowerCase(Locale.ROOT),
          row.slashBps(),
          row.faultAt(),
          row.openedAt(),
          row.executableAt(),
          row.evidenceHash(),
          judged ? null : row.jobId(),
          judged ? null : row.harmed(),
          judged ? null : row.maxCompensation(),
          judged ? null : row.reporter(),
          row.openedTransaction(),
          row.endedAt().orElse(null),
          row.endedTransaction().orElse(null),
          row.slashed().orElse(null),
          row.compensation().orElse(null),
          row.reward().orElse(null),
          why.reasons(),
          why.evidence().orElse(null),
          why.submissionExpiresAt().orElse(null),
          why.operatorSignature().orElse(null),
          why.receiptHashes());
    }
  }

  /** Cases, newest first. */
  @GetMapping("/cases")
  ResponseEntity<Listing<CaseAnswer>> list(
      @RequestParam Optional<NodeId> node,
      @RequestParam Optional<Long> after,
      @RequestParam(defaultValue = "50") int limit) {
    var page = cases.list(node, after, new PageLimit(limit));
    return ResponseEntity.ok(Listing.of(page, row -> answer(row, page.asOf().time())));
  }

  /** One case, as of the head. */
  @GetMapping("/cases/{caseId}")
  Found<CaseAnswer> find(@PathVariable long caseId) {
    Answer<Optional<CaseState>> found = cases.find(caseId);
    CaseState row =
        found
            .value()
            .orElseThrow(() ->
                new AzraException(
                    "case.unknown", "case %d: expected one, found none".formatted(caseId)));
    return new Found<>(found.asOf(), answer(row, found.asOf().time()));
  }

  private CaseAnswer answer(CaseState row, long headTime) {
    return CaseAnswer.of(row, explanations.of(row), headTime);
  }
}
