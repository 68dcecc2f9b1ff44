// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.Nodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides and records what is signed for other attestors, under the same lock as own answers. */
@Component
class CosignBook {
  private final Nodes nodes;
  private final Ledger ledger;
  private final EvidenceStore evidence;
  private final AppraisalStore appraisals;
  private final Collaterals collaterals;
  private final VerdictStore verdicts;
  private final VerdictSigning signing;

  CosignBook(
      Nodes nodes,
      Ledger ledger,
      EvidenceStore evidence,
      AppraisalStore appraisals,
      Collaterals collaterals,
      VerdictStore verdicts,
      VerdictSigning signing) {
    this.nodes = nodes;
    this.ledger = ledger;
    this.evidence = evidence;
    this.appraisals = appraisals;
    this.collaterals = collaterals;
    this.verdicts = verdicts;
    this.signing = signing;
  }

  /** The signature given before under exactly this verdict, whoever proposed it. */
  @Transactional(readOnly = true)
  public Optional<CompactSignature> signedBefore(Verdict verdict) {
    return verdicts
        .at(verdict.nodeId(), verdict.appraisedAt())
        .filter(signed -> signed.verdict().equals(verdict))
        .map(SignedVerdict::signature);
  }

  /** Whether it only takes time away from what stands on chain now. */
  @Transactional(readOnly = true)
  public boolean isShortening(Verdict verdict) {
    return nodes
        .find(verdict.nodeId())
        .value()
        .flatMap(NodeState::verdict)
        .filter(current -> OwnView.shortens(verdict, current))
        .isPresent();
  }

  /**
   * Signs if the rules allow it by what is known at this moment, and keeps what that rests on.
   *
   * @throws network.azracode.sdk.protocol.AzraException as {@link CosigningRules#require} and
   *     {@link VerdictSigning#sign}; nothing is kept then
   */
  @Transactional
  public CompactSignature keep(
      Circumstances circumstances, Outcome outcome, Verdict verdict, Address proposer) {
    evidence.lock(verdict.nodeId());
    return signedBefore(verdict)
        .orElseGet(() -> {
          CosigningRules.require(verdict, view(circumstances, outcome, verdict));
          evidence.insert(circumstances.submission());
          collaterals.keep(circumstances.collateral());
          long appraisalId = appraisals.insert(circumstances, outcome);
          return signing.sign(appraisalId, verdict, new Purpose.Cosignature(proposer)).signature();
        });
  }

  private OwnView view(Circumstances circumstances, Outcome outcome, Verdict verdict) {
    NodeState node = nodes.find(verdict.nodeId()).value().orElseThrow();
    return new OwnView(
        ledger.head().time(),
        node.operator(),
        node.verdict(),
        verdicts.lastAppraisedAt(verdict.nodeId()).stream().boxed().findFirst(),
        circumstances.policy().state().lifetimeSeconds(),
        circumstances.submission().evidence(),
        outcome.affirmation(),
        outcome
            .affirmed()
            .map(affirmed ->
                new OwnView.Affirmed(
                    affirmed.tee(),
                    affirmed.tcbStatus(),
                    VerdictSigning.limit(circumstances, affirmed))));
  }
}
