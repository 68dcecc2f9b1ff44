// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Anyone may; what is in belongs to the node's operator. */
@Command(
    name = "stake",
    description = {
      "Bond tokens of this key behind a node.",
      "Interrupted, it goes on when repeated; once it has answered, repeating bonds as much again."
    })
final class StakeCommand extends NodeActCommand {
  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      required = true,
      description = "Tokens such as 12.5, or base:<units>.")
  @SuppressWarnings("NullAway.Init") // required
  private String amount;

  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    TokenAmounts amounts = contracts.amounts();
    BigInteger units = amounts.parse("--amount", amount);
    // of a final block: until then a reorganisation could give the number to another's node
    var block = contracts.finality().newest(contracts.chain());
    Node node = contracts.registry().at(block).node(nodeId);
    allow(sending, units);
    Sent sent =
        sending.repeatable(
            "node/stake-%s-%s".formatted(nodeId, units),
            contracts.registry().stake(nodeId, node.operator(), units));
    String now = amounts.text(contracts.registry().latest().node(nodeId).stake());
    return new Done(
        Answer.of(nodeId, units.toString(), null, sent),
        "node %s: %s staked, %s in all, %s"
            .formatted(nodeId, amounts.text(units), now, sent.text()));
  }

  private static void allow(Sending sending, BigInteger units) {
    Contracts contracts = sending.contracts();
    Address registry = contracts.deployment().nodeRegistry();
    if (contracts.token().allowance(sending.address(), registry).compareTo(units) < 0) {
      sending.repeatable("node/approve-stake-" + units, contracts.token().approve(registry, units));
    }
  }
}
