// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Challenge;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifiers;
import network.azracode.sdk.attestation.ExpectedBinding;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.ledger.Admission;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;

/**
 * The client's own look at a node. Service and node only deliver bytes: the policy's digest, the
 * operator, the key and the challenge block come from the chain, the rest is verified here.
 */
public final class NodeCheck {
  private final Network network;
  private final ServiceReads service;
  private final Set<Bytes32> acceptedPolicies;
  private final InstantSource clock;
  private final EvidenceVerifiers verifiers = new EvidenceVerifiers();

  /**
   * @param acceptedPolicies digests of the policy documents under which this client trusts code and
   *     hardware; a node that is attested under another is not for it
   */
  public NodeCheck(Network network, Set<Bytes32> acceptedPolicies, InstantSource clock) {
    this.network = network;
    this.acceptedPolicies = Set.copyOf(acceptedPolicies);
    this.service = new ServiceReads(network.service());
    this.clock = clock;
  }

  /**
   * @throws AzraException {@code node.not-admitted}, {@code node.not-affirmed}, {@code
   *     policy.not-accepted}, {@code policy.mismatch}, {@code offer.*}, {@code evidence.*}
   */
  public CheckedNode check(NodeId nodeId) {
    RegistryView registry = network.registry().latest();
    Address operator = registry.node(nodeId).operator();
    Admission admission = admission(registry, nodeId);
    requireAccepted(registry, admission.policy());
    Offer offer = offer(nodeId, operator, admission.policy());
    EvidencePackage evidence = evidence(offer);
    PolicyDocument policy = policy(registry, admission.policy());
    AffirmedEvidence affirmed =
        affirm(
            evidence,
            policy,
            service.collateral(admission.policy()),
            new ExpectedBinding(
                network.deployment().registryDomain(),
                nodeId,
                operator,
                admission.policy(),
                challenge(evidence.binding().challengeBlock())));
    requireCurrent(admission, affirmed);
    return new CheckedNode(affirmed, offer, admission.until());
  }

  private static Admission admission(RegistryView registry, NodeId nodeId) {
    Admission admission = registry.admission(nodeId);
    if (admission.until() == 0) {
      throw new AzraException(
          "node.not-admitted", "expected a node that takes jobs, found node " + nodeId + " gated");
    }
    return admission;
  }

  private void requireAccepted(RegistryView registry, PolicyId id) {
    Bytes32 digest = registry.policy(id).terms().digest();
    if (!acceptedPolicies.contains(digest)) {
      throw new AzraException(
          "policy.not-accepted",
          "expected a policy that this client accepts, one of %s, found policy %s, %s"
              .formatted(acceptedPolicies, id, digest));
    }
  }

  /** Whoever delivers it may be old news: it must still stand, and for the policy of now. */
  private Offer offer(NodeId nodeId, Address operator, PolicyId policy) {
    Offer offer = service.offer(nodeId).verified(network.deployment().registryDomain(), operator);
    if (!offer.nodeId().equals(nodeId)) {
      throw new AzraException(
          "offer.node", "expected an offer of node %s, found %s".formatted(nodeId, offer.nodeId()));
    }
    long now = clock.instant().getEpochSecond();
    if (offer.validUntil() < now || !offer.policy().equals(policy)) {
      throw new AzraException(
          "offer.stale",
          "expected an offer under policy %s that stands at %d, found policy %s until %d"
              .formatted(policy, now, offer.policy(), offer.validUntil()));
    }
    return offer;
  }

  private static EvidencePackage evidence(Offer offer) {
    try (var node = new ServiceHttp(URI.create(offer.endpoint()), offer.tlsFingerprint())) {
      return EvidencePackage.parse(node.get("/v1/evidence").body());
    }
  }

  private PolicyDocument policy(RegistryView registry, PolicyId id) {
    PolicyDocument policy = PolicyDocument.parse(service.policy(id));
    Bytes32 published = registry.policy(id).terms().digest();
    if (!policy.digest().equals(published)) {
      throw new AzraException(
          "policy.mismatch",
          "policy %s: expected digest %s, found %s".formatted(id, published, policy.digest()));
    }
    return policy;
  }

  private Challenge challenge(long number) {
    Block block = network.chain().block(number);
    return new Challenge(number, block.hash(), Instant.ofEpochSecond(block.time()));
  }

  private AffirmedEvidence affirm(
      EvidencePackage evidence,
      PolicyDocument policy,
      Collateral collateral,
      ExpectedBinding expected) {
    Instant now = clock.instant();
    var verified = verifiers.under(policy.platform(), collateral).verify(evidence, collateral, now);
    Appraisal appraisal = Appraiser.appraise(verified, policy, expected, now);
    return appraisal
        .affirmed()
        .orElseThrow(() ->
            new AzraException(
                "node.not-affirmed",
                appraisal.reasons().stream()
                    .map(Reason::sentence)
                    .collect(Collectors.joining(" "))));
  }

  /** The contract opens jobs for the current key only, so that is the one to check. */
  private static void requireCurrent(Admission admission, AffirmedEvidence affirmed) {
    if (!affirmed.signer().equals(admission.signer())) {
      throw new AzraException(
          "node.key",
          "expected evidence of the current key %s, found %s"
              .formatted(admission.signer(), affirmed.signer()));
    }
  }
}
