// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.ledger.Admission;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;

/**
 * Looks at a node and asks for nothing: what is wrong with it becomes a reason. The evidence is the
 * one that the service keeps, so a node that does not answer can be looked at too.
 */
public final class NodeInspection {
  private final NodeReading reading;
  private final Set<Bytes32> acceptedPolicies;

  /**
   * @param acceptedPolicies as {@link NodeCheck} takes them; the report says whether the node's is
   *     among them
   */
  public NodeInspection(Network network, Set<Bytes32> acceptedPolicies, InstantSource clock) {
    this.reading = new NodeReading(network, clock);
    this.acceptedPolicies = Set.copyOf(acceptedPolicies);
  }

  /**
   * @throws AzraException when chain or service cannot be read; {@code NodeUnknown} of the registry
   */
  public NodeReport report(NodeId nodeId) {
    RegistryView registry = reading.registry();
    Node node = registry.node(nodeId);
    Admission admission = registry.admission(nodeId);
    List<Reason> reasons = new ArrayList<>();
    if (admission.until() < reading.now()) {
      reasons.add(reason("node.not-admitted", "The contract takes no jobs for it now."));
    }
    if (node.signer().equals(Address.ZERO)) {
      reasons.add(reason("node.unattested", "It was never attested for its present operator."));
      return new NodeReport(
          nodeId,
          node,
          admission,
          Optional.empty(),
          false,
          Optional.empty(),
          reasons,
          Optional.empty());
    }
    return attested(nodeId, registry, node, admission, reasons);
  }

  private NodeReport attested(
      NodeId nodeId, RegistryView registry, Node node, Admission admission, List<Reason> reasons) {
    Optional<PolicyDocument> policy = policy(registry, node, reasons);
    Optional<Appraisal> appraisal =
        policy.flatMap(document -> appraisal(nodeId, node, document, reasons));
    return new NodeReport(
        nodeId,
        node,
        admission,
        policy,
        policy.filter(document -> acceptedPolicies.contains(document.digest())).isPresent(),
        appraisal,
        reasons,
        offer(nodeId, node));
  }

  private Optional<PolicyDocument> policy(RegistryView registry, Node node, List<Reason> reasons) {
    try {
      return Optional.of(
          reading.policy(node.policy(), registry.policy(node.policy()).terms().digest()));
    } catch (AzraException e) {
      reasons.add(answered(e));
      return Optional.empty();
    }
  }

  private Optional<Appraisal> appraisal(
      NodeId nodeId, Node node, PolicyDocument policy, List<Reason> reasons) {
    try {
      Appraisal made =
          reading.appraise(evidence(nodeId), policy, nodeId, node.operator(), node.policy());
      reasons.addAll(made.reasons());
      if (made.affirmed().filter(one -> !one.signer().equals(node.signer())).isPresent()) {
        reasons.add(reason("node.key", "The evidence is that of another key than the current."));
      }
      return Optional.of(made);
    } catch (AzraException e) {
      reasons.add(answered(e));
      return Optional.empty();
    }
  }

  private EvidencePackage evidence(NodeId nodeId) {
    Bytes32 hash = reading.service().node(nodeId).evidenceHash();
    if (hash == null) {
      throw new AzraException(
          "evidence.unknown", "The service knows of no evidence of node %s.".formatted(nodeId));
    }
    return reading.service().evidence(hash);
  }

  private Optional<Offer> offer(NodeId nodeId, Node node) {
    try {
      return Optional.of(reading.offer(nodeId, node.operator(), node.policy()));
    } catch (AzraException e) {
      answered(e);
      return Optional.empty();
    }
  }

  /** Whoever does not answer says nothing of the node. */
  private static Reason answered(AzraException refusal) {
    if (refusal.code().equals(ServiceHttp.UNREACHABLE)
        || refusal.code().equals(Chain.UNREACHABLE)) {
      throw refusal;
    }
    return reason(refusal.code(), String.valueOf(refusal.getMessage()));
  }

  private static Reason reason(String code, String sentence) {
    return new Reason(code, sentence, Affirmation.CONTRAINDICATED);
  }
}
