// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.ContractSignatures;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.Nodes;
import org.springframework.stereotype.Component;

/** Who operates a node, as the ledger has it at the head, and whether it was they who signed. */
@Component
class Operators {
  private final Nodes nodes;
  private final ContractSignatures contracts;

  Operators(Nodes nodes, ContractSignatures contracts) {
    this.nodes = nodes;
    this.contracts = contracts;
  }

  /**
   * @param asOf the block as of which this is so
   */
  record Operator(Address address, AsOf asOf) {
    /** Unix seconds. */
    long headTime() {
      return asOf.time();
    }
  }

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
    return new Operator(address, answer.asOf());
  }

  /**
   * Who operated it once a block had been mined.
   *
   * @throws AzraException {@code node.unknown}
   */
  Operator at(NodeId nodeId, long block) {
    Answer<Optional<Address>> answer = nodes.operatorAt(nodeId, block);
    Address address =
        answer
            .value()
            .orElseThrow(() ->
                new AzraException(
                    "node.unknown",
                    "node %s: expected a node registered by block %d, found none"
                        .formatted(nodeId, block)));
    return new Operator(address, answer.asOf());
  }

  /**
   * Signed by the operator's key, or by an operator that is a contract and says so itself.
   *
   * @param what was signed, for the message
   * @param code of the refusal
   * @throws AzraException that code, {@code signature.*} for what is none
   */
  void requireSigned(
      Operator operator, Bytes32 digest, Octets signature, String what, String code) {
    Recovered found = recovered(digest, signature);
    if (found.by().filter(operator.address()::equals).isPresent()
        || contracts.accepts(operator.address(), digest, signature, operator.asOf())) {
      return;
    }
    throw found
        .refusal()
        .orElseGet(() ->
            new AzraException(
                code,
                "%s: expected the signature of operator %s, found that of %s"
                    .formatted(what, operator.address(), found.by().orElseThrow())));
  }

  /** Whose key it was, or why it was nobody's; a contract may take it all the same. */
  private record Recovered(Optional<Address> by, Optional<AzraException> refusal) {}

  private static Recovered recovered(Bytes32 digest, Octets signature) {
    try {
      Address by = CompactSignature.ofBytes(signature.toByteArray()).recover(digest);
      return new Recovered(Optional.of(by), Optional.empty());
    } catch (AzraException notOfAKey) {
      return new Recovered(Optional.empty(), Optional.of(notOfAKey));
    }
  }
}
