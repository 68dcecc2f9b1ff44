// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes an unbond, or a part of it. */
@Command(name = "rebond", description = "Put stake that is unbonding back behind the node.")
final class RebondCommand extends NodeActCommand {
  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      required = true,
      description = "Tokens such as 12.5, base:<units>, or all.")
  @SuppressWarnings("NullAway.Init") // required
  private String amount;

  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    TokenAmounts amounts = contracts.amounts();
    BigInteger units =
        StakePart.of(amount, amounts, () -> contracts.registry().latest().node(nodeId).unbonding());
    Sent sent =
        sending.repeatable(
            "node/rebond-%s-%s".formatted(nodeId, units),
            contracts.registry().rebond(nodeId, units));
    return new Done(
        Answer.of(nodeId, units.toString(), null, sent),
        "node %s: %s bonded again, %s".formatted(nodeId, amounts.text(units), sent.text()));
  }
}
