// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides and records in one transaction, under a lock on the node, so that two requests cannot
 * both be the first.
 */
@Component
class AnswerBook {
  private static final int MAX_PACKAGES_PER_NODE_AND_DAY = 1_000;

  private final EvidenceStore evidence;
  private final AppraisalStore appraisals;
  private final Collaterals collaterals;
  private final VerdictSigning signing;
  private final VerdictStore verdicts;

  AnswerBook(
      EvidenceStore evidence,
      AppraisalStore appraisals,
      Collaterals collaterals,
      VerdictSigning signing,
      VerdictStore verdicts) {
    this.evidence = evidence;
    this.appraisals = appraisals;
    this.collaterals = collaterals;
    this.signing = signing;
    this.verdicts = verdicts;
  }

  /** What was answered to this evidence before. */
  @Transactional(readOnly = true)
  public Optional<AttestationAnswer> find(Bytes32 evidenceHash) {
    return answered(evidenceHash);
  }

  /**
   * Keeps evidence and appraisal, and signs where it affirms; nothing of it if anything is refused.
   */
  @Transactional
  public AttestationAnswer keep(Circumstances circumstances, Outcome outcome) {
    SignedSubmission submission = circumstances.submission();
    evidence.lock(submission.nodeId());
    return answered(submission.evidenceHash())
        .orElseGet(() -> {
          record(circumstances, outcome);
          return answered(submission.evidenceHash()).orElseThrow();
        });
  }

  private void record(Circumstances circumstances, Outcome outcome) {
    SignedSubmission submission = circumstances.submission();
    requireRoom(submission.nodeId(), submission.receivedAt());
    evidence.insert(submission);
    collaterals.keep(circumstances.collateral());
    long appraisalId = appraisals.insert(circumstances, outcome);
    outcome.affirmed().ifPresent(affirmed -> signing.sign(appraisalId, circumstances, affirmed));
  }

  private Optional<AttestationAnswer> answered(Bytes32 evidenceHash) {
    return appraisals
        .first(evidenceHash)
        .map(kept ->
            new AttestationAnswer(
                evidenceHash,
                kept.affirmation(),
                appraisals.reasons(kept.appraisalId()),
                verdicts.find(kept.appraisalId())));
  }

  private void requireRoom(NodeId nodeId, long now) {
    if (evidence.countOfDay(nodeId, now) >= MAX_PACKAGES_PER_NODE_AND_DAY) {
      throw new AzraException(
          "evidence.too-many",
          "node %s: expected at most %d packages in a day"
              .formatted(nodeId, MAX_PACKAGES_PER_NODE_AND_DAY));
    }
  }
}
