// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Challenge;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifiers;
import network.azracode.sdk.attestation.ExpectedBinding;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.HttpAddress;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;

/**
 * What a client reads of a node. Service and node only deliver bytes: the policy's digest, the
 * operator, the key and the challenge block come from the chain, the rest is verified here.
 */
final class NodeReading {
  private final Network network;
  private final ServiceReads service;
  private final InstantSource clock;
  private final EvidenceVerifiers verifiers = new EvidenceVerifiers();

  NodeReading(Network network, InstantSource clock) {
    this.network = network;
    this.service = new ServiceReads(network.service());
    this.clock = clock;
  }

  ServiceReads service() {
    return service;
  }

  RegistryView registry() {
    return network.registry().latest();
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  /** Whoever delivers it may be old news: it must still stand, and for the policy of now. */
  Offer offer(NodeId nodeId, Address operator, PolicyId policy) {
    Offer offer =
        service
            .offer(nodeId)
            .verified(
                network.deployment().registryDomain(), operator, network.contractSignatures());
    if (!offer.nodeId().equals(nodeId)) {
      throw new AzraException(
          "offer.node", "expected an offer of node %s, found %s".formatted(nodeId, offer.nodeId()));
    }
    HttpAddress.parse("offer.endpoint", offer.endpoint());
    if (offer.validUntil() < now() || !offer.policy().equals(policy)) {
      throw new AzraException(
          "offer.stale",
          "expected an offer under policy %s that stands at %d, found policy %s until %d"
              .formatted(policy, now(), offer.policy(), offer.validUntil()));
    }
    return offer;
  }

  /** The document whose digest is on chain, whoever delivers it. */
  PolicyDocument policy(PolicyId id, Bytes32 published) {
    PolicyDocument policy = PolicyDocument.parse(service.policy(id));
    if (!policy.digest().equals(published)) {
      throw new AzraException(
          "policy.mismatch",
          "policy %s: expected digest %s, found %s".formatted(id, published, policy.digest()));
    }
    return policy;
  }

  /** Is it genuine, about this node, and what does the policy make of it? */
  Appraisal appraise(
      EvidencePackage evidence,
      PolicyDocument policy,
      NodeId nodeId,
      Address operator,
      PolicyId policyId) {
    Collateral collateral = service.collateral(policyId, evidence.digest());
    var expected =
        new ExpectedBinding(
            network.deployment().registryDomain(),
            nodeId,
            operator,
            policyId,
            challenge(evidence.binding().challengeBlock()));
    Instant now = clock.instant();
    var verified = verifiers.under(policy.platform(), collateral).verify(evidence, collateral, now);
    return Appraiser.appraise(verified, policy, expected, now);
  }

  private Challenge challenge(long number) {
    Block block = network.chain().block(number);
    return new Challenge(number, block.hash(), Instant.ofEpochSecond(block.time()));
  }
}
