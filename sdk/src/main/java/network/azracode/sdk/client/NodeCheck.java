// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.ledger.Admission;
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
 * The client's own look at a node, under policies that it trusts; nothing else leads to sealing.
 */
public final class NodeCheck {
  private final NodeReading reading;
  private final Set<Bytes32> acceptedPolicies;

  /**
   * @param acceptedPolicies digests of the policy documents under which this client trusts code and
   *     hardware; a node that is attested under another is not for it
   */
  public NodeCheck(Network network, Set<Bytes32> acceptedPolicies, InstantSource clock) {
    this.reading = new NodeReading(network, clock);
    this.acceptedPolicies = Set.copyOf(acceptedPolicies);
  }

  /**
   * @throws AzraException {@code node.not-admitted}, {@code node.not-affirmed}, {@code node.key},
   *     {@code policy.not-accepted}, {@code policy.mismatch}, {@code offer.*}, {@code evidence.*}
   */
  public CheckedNode check(NodeId nodeId) {
    RegistryView registry = reading.registry();
    Address operator = registry.node(nodeId).operator();
    Admission admission = admission(registry, nodeId);
    Bytes32 published = registry.policy(admission.policy()).terms().digest();
    requireAccepted(admission.policy(), published);
    Offer offer = reading.offer(nodeId, operator, admission.policy());
    PolicyDocument policy = reading.policy(admission.policy(), published);
    Appraisal appraisal =
        reading.appraise(evidence(offer), policy, nodeId, operator, admission.policy());
    AffirmedEvidence affirmed =
        appraisal.affirmed().orElseThrow(() -> notAffirmed(appraisal.reasons()));
    requireCurrent(admission, affirmed);
    return new CheckedNode(affirmed, offer, admission.until());
  }

  private Admission admission(RegistryView registry, NodeId nodeId) {
    Admission admission = registry.admission(nodeId);
    if (admission.until() < reading.now()) {
      throw new AzraException(
          "node.not-admitted",
          "expected a node that takes jobs, found node %s gated: jobs due until %s, and it is %s"
              .formatted(
                  nodeId,
                  Instant.ofEpochSecond(admission.until()),
                  Instant.ofEpochSecond(reading.now())));
    }
    return admission;
  }

  private void requireAccepted(PolicyId id, Bytes32 digest) {
    if (!acceptedPolicies.contains(digest)) {
      throw new AzraException(
          "policy.not-accepted",
          "expected a policy that this client accepts, one of %s, found policy %s, %s"
              .formatted(acceptedPolicies, id, digest));
    }
  }

  private static EvidencePackage evidence(Offer offer) {
    try (var node = new ServiceHttp(URI.create(offer.endpoint()), offer.tlsFingerprint())) {
      return EvidencePackage.parse(node.get("/v1/evidence").body());
    }
  }

  private static AzraException notAffirmed(List<Reason> reasons) {
    return new AzraException(
        "node.not-affirmed",
        reasons.stream().map(Reason::sentence).collect(Collectors.joining(" ")));
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
