// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.Nodes;
import org.springframework.stereotype.Component;

/** Who operates a node, as the ledger has it at the head. */
@Component
class Operators {
  private final Nodes nodes;

  Operators(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * @param headTime of the block as of which this is so, unix seconds
   */
  record Operator(Address address, long headTime) {}

  /**
   * @throws AzraException {@code node.unknown}
   */
  Operator of(NodeId nodeId) {
    Answer<Optional<NodeState>> answer = nodes.find(nodeId);
    Address address =
        answer
            .value()
            .map(NodeState::operator)
            .orElseThrow(() ->
                new AzraException(
                    "node.unknown",
                    "node %s: expected a registered node, found none up to block %d"
                        .formatted(nodeId, answer.asOf().block())));
    return new Operator(address, answer.asOf().time());
  }
}
