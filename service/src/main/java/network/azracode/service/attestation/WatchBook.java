// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Nodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what another look at evidence came to, and takes time away where it turned bad. */
@Component
class WatchBook {
  private final Nodes nodes;
  private final EvidenceStore evidence;
  private final AppraisalStore appraisals;
  private final FaultStore faults;
  private final Collaterals collaterals;
  private final VerdictStore verdicts;
  private final VerdictSigning signing;

  WatchBook(
      Nodes nodes,
      EvidenceStore evidence,
      AppraisalStore appraisals,
      FaultStore faults,
      Collaterals collaterals,
      VerdictStore verdicts,
      VerdictSigning signing) {
    this.nodes = nodes;
    this.evidence = evidence;
    this.appraisals = appraisals;
    this.faults = faults;
    this.collaterals = collaterals;
    this.verdicts = verdicts;
    this.signing = signing;
  }

  /** Keeps an appraisal that differs from the last one of this evidence; else nothing is added. */
  @Transactional
  public void note(Circumstances circumstances, Outcome outcome) {
    evidence.lock(circumstances.submission().nodeId());
    if (!appraisals.latestIs(circumstances, outcome)) {
      insert(circumstances, outcome);
    }
    outcome.fault().ifPresent(fault -> faults.keep(circumstances, fault));
  }

  /**
   * Signs a verdict that ends what stands on chain, as of the head: it gates and slashes nothing.
   *
   * @return empty where nothing stands any more that rests on this evidence
   */
  @Transactional
  public Optional<Proposal> shorten(Circumstances circumstances, Outcome outcome) {
    SignedSubmission submission = circumstances.submission();
    evidence.lock(submission.nodeId());
    long now = circumstances.head().time();
    return nodes
        .find(submission.nodeId())
        .value()
        .flatMap(NodeState::verdict)
        .filter(current -> current.evidenceHash().equals(submission.evidenceHash()))
        .filter(current -> current.appraisedAt() < now && now < current.validUntil())
        .flatMap(current -> proposal(circumstances, outcome, current));
  }

  /** One that peers still take is put to them again; a newer one is made less and less often. */
  private Optional<Proposal> proposal(
      Circumstances circumstances, Outcome outcome, NodeVerdict current) {
    long now = circumstances.head().time();
    Bytes32 evidenceHash = circumstances.submission().evidenceHash();
    Optional<Proposal> latest = verdicts.latestShortening(evidenceHash);
    if (latest.isEmpty()) {
      return Optional.of(propose(circumstances, outcome, current));
    }
    long age = now - latest.get().own().verdict().appraisedAt();
    if (age <= Persistence.PROPOSAL_SECONDS) {
      return latest;
    }
    return age >= Persistence.pauseSeconds(verdicts.countShortenings(evidenceHash))
        ? Optional.of(propose(circumstances, outcome, current))
        : Optional.empty();
  }

  private Proposal propose(Circumstances circumstances, Outcome outcome, NodeVerdict current) {
    long now = circumstances.head().time();
    SignedSubmission submission = circumstances.submission();
    Verdict shorter =
        new Verdict(
            submission.nodeId(),
            submission.operator(),
            current.signer(),
            current.sealingKey(),
            current.policy(),
            current.tee(),
            current.tcbStatus(),
            current.evidenceHash(),
            now,
            now);
    long appraisalId = insert(circumstances, outcome);
    return new Proposal(appraisalId, signing.sign(appraisalId, shorter, Purpose.SHORTENING));
  }

  private long insert(Circumstances circumstances, Outcome outcome) {
    evidence.insert(circumstances.submission());
    collaterals.keep(circumstances.collateral());
    return appraisals.insert(circumstances, outcome);
  }
}
