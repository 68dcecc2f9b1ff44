// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.nodes.PolicyState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** From affirmed evidence to a signed verdict; nothing else leads to a signature. */
@Component
class VerdictSigning {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictSigning.class);

  private final Nodes nodes;
  private final VerdictStore verdicts;
  private final Attestor attestor;

  VerdictSigning(Nodes nodes, VerdictStore verdicts, Attestor attestor) {
    this.nodes = nodes;
    this.verdicts = verdicts;
    this.attestor = attestor;
  }

  /**
   * @throws AzraException {@code key.taken}, {@code verdict.not-newer} or {@code attestor.absent}
   */
  void sign(long appraisalId, Circumstances circumstances, AffirmedEvidence affirmed) {
    Verdict verdict = verdict(circumstances, affirmed);
    requireKeyOfThisNode(affirmed);
    requireNewer(verdict);
    verdicts.insert(
        appraisalId, attestor.requireAddress(), new SignedVerdict(verdict, attestor.sign(verdict)));
    LOG.atInfo()
        .addKeyValue("nodeId", verdict.nodeId().value())
        .log(
            "signed verdict on node {} for key {}, evidence {}, valid until {}",
            verdict.nodeId(),
            verdict.signer(),
            verdict.evidenceHash(),
            verdict.validUntil());
  }

  /**
   * Validity counts from the challenge, so that waiting wins nothing, and ends with the policy and
   * with what the appraisal rests on.
   */
  private static Verdict verdict(Circumstances circumstances, AffirmedEvidence affirmed) {
    long appraisedAt = circumstances.fresh().head().time();
    PolicyState policy = circumstances.policy().state();
    long expiresAt = circumstances.fresh().challenge().time() + policy.lifetimeSeconds();
    return new Verdict(
        affirmed.nodeId(),
        affirmed.operator(),
        affirmed.signer(),
        affirmed.sealingKey(),
        affirmed.policy(),
        affirmed.tee(),
        affirmed.tcbStatus(),
        affirmed.evidenceHash(),
        appraisedAt,
        Math.min(
            Math.min(expiresAt, policy.graceUntil().orElse(Long.MAX_VALUE)),
            affirmed.expiresAt().getEpochSecond()));
  }

  private void requireKeyOfThisNode(AffirmedEvidence affirmed) {
    NodeId onChain =
        nodes.ofSigner(affirmed.signer()).value().map(NodeState::nodeId).orElse(affirmed.nodeId());
    NodeId vouched = verdicts.claimKey(affirmed.signer(), affirmed.nodeId());
    for (NodeId found : new NodeId[] {onChain, vouched}) {
      if (!found.equals(affirmed.nodeId())) {
        throw new AzraException(
            "key.taken",
            "enclave key %s: expected one of node %s alone, found it in node %s"
                .formatted(affirmed.signer(), affirmed.nodeId(), found));
      }
    }
  }

  private void requireNewer(Verdict verdict) {
    long onChain =
        nodes
            .find(verdict.nodeId())
            .value()
            .flatMap(NodeState::verdict)
            .map(NodeVerdict::appraisedAt)
            .orElse(-1L);
    long last = Math.max(onChain, verdicts.lastAppraisedAt(verdict.nodeId()).orElse(-1L));
    if (verdict.appraisedAt() <= last) {
      throw new AzraException(
          "verdict.not-newer",
          "node %s: expected a head block later than %d, found %d; try again with the next block"
              .formatted(verdict.nodeId(), last, verdict.appraisedAt()));
    }
    if (verdict.validUntil() < verdict.appraisedAt()) {
      throw new AzraException(
          "challenge.stale",
          "challenge: expected one that makes a verdict valid beyond %d, found %d"
              .formatted(verdict.appraisedAt(), verdict.validUntil()));
    }
  }
}
