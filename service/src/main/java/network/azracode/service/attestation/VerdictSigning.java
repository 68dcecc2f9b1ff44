// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.Address;
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

/**
 * The only way to a signature under a verdict, whoever proposed it: once per node and head time, by
 * an attestor that the chain knows, for a key of one node alone.
 */
@Component
class VerdictSigning {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictSigning.class);

  private final Nodes nodes;
  private final KnownAttestor known;
  private final VerdictStore verdicts;
  private final Attestor attestor;

  VerdictSigning(Nodes nodes, KnownAttestor known, VerdictStore verdicts, Attestor attestor) {
    this.nodes = nodes;
    this.known = known;
    this.verdicts = verdicts;
    this.attestor = attestor;
  }

  /**
   * What this attestor says of evidence that affirms. Validity counts from the challenge, so that
   * waiting wins nothing, and ends with the policy and with what the appraisal rests on.
   */
  static Verdict proposal(Circumstances circumstances, AffirmedEvidence affirmed) {
    return new Verdict(
        affirmed.nodeId(),
        affirmed.operator(),
        affirmed.signer(),
        affirmed.sealingKey(),
        affirmed.policy(),
        affirmed.tee(),
        affirmed.tcbStatus(),
        affirmed.evidenceHash(),
        circumstances.head().time(),
        limit(circumstances, affirmed));
  }

  /** The last second for which this attestor would vouch, unix seconds. */
  static long limit(Circumstances circumstances, AffirmedEvidence affirmed) {
    PolicyState policy = circumstances.policy().state();
    long maximumSeconds =
        Math.min(
            policy.lifetimeSeconds(), circumstances.policy().document().maximumAge().toSeconds());
    long expiresAt = circumstances.challenge().time() + maximumSeconds;
    return Math.min(
        Math.min(expiresAt, policy.graceUntil().orElse(Long.MAX_VALUE)),
        affirmed.expiresAt().getEpochSecond());
  }

  /**
   * Signs and keeps it; to be called under the lock of the node.
   *
   * @throws AzraException {@code attestor.absent}, {@code attestor.unknown}, {@code key.taken},
   *     {@code verdict.not-newer} or {@code challenge.stale}
   */
  SignedVerdict sign(long appraisalId, Verdict verdict, Purpose purpose) {
    Address self = known.require();
    requireKeyOfThisNode(verdict);
    requireNewer(verdict);
    SignedVerdict signed = new SignedVerdict(verdict, attestor.sign(verdict));
    verdicts.insert(appraisalId, self, signed, purpose);
    LOG.atInfo()
        .addKeyValue("nodeId", verdict.nodeId().value())
        .log(
            "signed verdict ({}) on node {} for key {}, evidence {}, valid until {}",
            purpose.word(),
            verdict.nodeId(),
            verdict.signer(),
            verdict.evidenceHash(),
            verdict.validUntil());
    return signed;
  }

  private void requireKeyOfThisNode(Verdict verdict) {
    NodeId onChain =
        nodes.ofSigner(verdict.signer()).value().map(NodeState::nodeId).orElse(verdict.nodeId());
    NodeId vouched = verdicts.claimKey(verdict.signer(), verdict.nodeId());
    for (NodeId found : new NodeId[] {onChain, vouched}) {
      if (!found.equals(verdict.nodeId())) {
        throw new AzraException(
            "key.taken",
            "enclave key %s: expected one of node %s alone, found it in node %s"
                .formatted(verdict.signer(), verdict.nodeId(), found));
      }
    }
  }

  private void requireNewer(Verdict verdict) {
    Optional<NodeVerdict> current =
        nodes.find(verdict.nodeId()).value().flatMap(NodeState::verdict);
    long last =
        Math.max(
            current.map(NodeVerdict::appraisedAt).orElse(-1L),
            verdicts.lastAppraisedAt(verdict.nodeId()).orElse(-1L));
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
