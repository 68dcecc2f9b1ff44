// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.ledger.Admission;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;

/**
 * What a client found out about a node by itself, good or bad; nothing can be sealed to it.
 *
 * @param node as the chain has it
 * @param admission what the contract lets it take on now
 * @param policy the document whose digest is on chain, under which the node was last attested
 * @param accepted whether this client trusts that policy
 * @param appraisal of the evidence under that policy; empty where there is none to appraise
 * @param reasons why it is not proven; empty if it is
 * @param offer signed by the operator and standing; empty if there is none
 */
public record NodeReport(
    NodeId nodeId,
    Node node,
    Admission admission,
    Optional<PolicyDocument> policy,
    boolean accepted,
    Optional<Appraisal> appraisal,
    List<Reason> reasons,
    Optional<Offer> offer) {

  public NodeReport {
    reasons = List.copyOf(reasons);
  }

  /** Whether the evidence affirms, and is that of the key for which the contract opens jobs. */
  public boolean proven() {
    return reasons.isEmpty()
        && appraisal.filter(made -> made.affirmation() == Affirmation.AFFIRMING).isPresent();
  }

  /** Whether the contract takes jobs for it. */
  public boolean admitted() {
    return admission.until() != 0;
  }
}
