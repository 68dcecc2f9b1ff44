// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;

/**
 * What the relying party knows by itself about the node that it asks, never from the evidence.
 *
 * @param registry the domain of the registry that both stand in
 * @param policy number of the policy document that appraises
 * @param challenge the relying party's own view of the block that the binding names
 */
public record ExpectedBinding(
    Domain registry, NodeId nodeId, Address operator, PolicyId policy, Challenge challenge) {}
