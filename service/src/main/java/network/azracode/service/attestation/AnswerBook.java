// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Verdict;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides and records in one transaction, under a lock on the node, so that two requests cannot
 * both be the first.
 */
@Component
class AnswerBook {
  private static final int MAX_PACKAGES_PER_NODE_AND_DAY = 1_000;

  /**
   * So long a proposal is put to the peers again, before a new one is made of the same evidence.
   */
  private static final long PROPOSAL_SECONDS = 2;

  private final EvidenceStore evidence;
  private final AppraisalStore appraisals;
  private final FaultStore faults;
  private final Collaterals collaterals;
  private final VerdictSigning signing;
  private final QuorumBook quorum;

  AnswerBook(
      EvidenceStore evidence,
      AppraisalStore appraisals,
      FaultStore faults,
      Collaterals collaterals,
      VerdictSigning signing,
      QuorumBook quorum) {
    this.evidence = evidence;
    this.appraisals = appraisals;
    this.faults = faults;
    this.collaterals = collaterals;
    this.signing = signing;
    this.quorum = quorum;
  }

  /** What recording comes to: an answer, or a verdict that still needs other attestors. */
  sealed interface Recorded {
    record Answered(AttestationAnswer answer) implements Recorded {}

    record Proposed(Proposal proposal) implements Recorded {}
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
  public Recorded keep(Circumstances circumstances, Outcome outcome) {
    SignedSubmission submission = circumstances.submission();
    evidence.lock(submission.nodeId());
    return answered(submission.evidenceHash())
        .<Recorded>map(Recorded.Answered::new)
        .or(() ->
            quorum
                .latest(submission.evidenceHash())
                .filter(proposal -> isRecent(proposal, circumstances))
                .map(Recorded.Proposed::new))
        .orElseGet(() -> record(circumstances, outcome));
  }

  private Recorded record(Circumstances circumstances, Outcome outcome) {
    SignedSubmission submission = circumstances.submission();
    requireRoom(submission.nodeId(), submission.receivedAt());
    evidence.insert(submission);
    collaterals.keep(circumstances.collateral());
    outcome.fault().ifPresent(fault -> faults.keep(circumstances, fault));
    long appraisalId = appraisals.insert(circumstances, outcome);
    return outcome
        .affirmed()
        .map(affirmed -> propose(appraisalId, circumstances, affirmed))
        .orElseGet(() ->
            new Recorded.Answered(
                answer(submission.evidenceHash(), appraisalId, outcome.affirmation())));
  }

  private Recorded propose(
      long appraisalId, Circumstances circumstances, AffirmedEvidence affirmed) {
    Verdict verdict = VerdictSigning.proposal(circumstances, affirmed);
    SignedVerdict own = signing.sign(appraisalId, verdict, Purpose.ANSWER);
    return answered(verdict.evidenceHash())
        .<Recorded>map(Recorded.Answered::new)
        .orElseGet(() -> new Recorded.Proposed(new Proposal(appraisalId, own)));
  }

  private static boolean isRecent(Proposal proposal, Circumstances circumstances) {
    return circumstances.head().time() - proposal.own().verdict().appraisedAt() <= PROPOSAL_SECONDS;
  }

  /** The first appraisal decides, and where that affirms, the first verdict of a quorum. */
  private Optional<AttestationAnswer> answered(Bytes32 evidenceHash) {
    return appraisals
        .first(evidenceHash)
        .flatMap(first ->
            first.affirmation() == Affirmation.AFFIRMING
                ? quorum.complete(evidenceHash).map(verdict -> affirmed(evidenceHash, verdict))
                : Optional.of(answer(evidenceHash, first.appraisalId(), first.affirmation())));
  }

  private static AttestationAnswer affirmed(Bytes32 evidenceHash, QuorumVerdict verdict) {
    return new AttestationAnswer(
        evidenceHash, Affirmation.AFFIRMING, List.of(), Optional.of(verdict));
  }

  private AttestationAnswer answer(
      Bytes32 evidenceHash, long appraisalId, Affirmation affirmation) {
    return new AttestationAnswer(
        evidenceHash, affirmation, appraisals.reasons(appraisalId), Optional.empty());
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
