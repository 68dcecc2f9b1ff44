// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Nodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what another look at evidence came to, and takes time away where it turned bad. */
@Component
class WatchBook {
  /** So long a shorter verdict is put to the peers again, before a newer one is made. */
  private static final long PROPOSAL_SECONDS = 240;

  private final Nodes nodes;
  private final EvidenceStore evidence;
  private final AppraisalStore appraisals;
  private final Collaterals collaterals;
  private final VerdictStore verdicts;
  private final VerdictSigning signing;

  WatchBook(
      Nodes nodes,
      EvidenceStore evidence,
      AppraisalStore appraisals,
      Collaterals collaterals,
      VerdictStore verdicts,
      VerdictSigning signing) {
    this.nodes = nodes;
    this.evidence = evidence;
    this.appraisals = appraisals;
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
        .map(current ->
            verdicts
                .latestShortening(submission.evidenceHash())
                .filter(made -> now - made.own().verdict().appraisedAt() <= PROPOSAL_SECONDS)
                .orElseGet(() -> propose(circumstances, outcome, current)));
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
