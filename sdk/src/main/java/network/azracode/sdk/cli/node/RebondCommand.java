// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Undoes an unbond, or a part of it. */
@Command(name = "rebond", description = "Put stake that is unbonding back behind the node.")
final class RebondCommand extends NodeActCommand {
  @Mixin private final StakePart part = new StakePart();

  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    TokenAmounts amounts = contracts.amounts();
    BigInteger units =
        part.units(amounts, () -> contracts.registry().latest().node(nodeId).unbonding());
    Sent sent =
        sending.repeatable(
            "node/rebond-%s-%s".formatted(nodeId, units),
            contracts.registry().rebond(nodeId, units));
    return new Done(
        Answer.of(nodeId, units.toString(), null, sent),
        "node %s: %s bonded again, %s".formatted(nodeId, amounts.text(units), sent.text()));
  }
}
