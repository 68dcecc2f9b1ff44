// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.time.Instant;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the wait, of all that unbonds. */
@Command(
    name = "unbond",
    description = {
      "Begin to take stake out. It can be withdrawn after the unbonding time, which any further"
          + " unbond starts again for all of it.",
      "Slashes reach it until then."
    })
final class UnbondCommand extends NodeActCommand {
  @Mixin private final StakePart part = new StakePart();

  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    TokenAmounts amounts = contracts.amounts();
    BigInteger units =
        part.units(amounts, () -> contracts.registry().latest().node(nodeId).stake());
    Sent sent =
        sending.repeatable(
            "node/unbond-%s-%s".formatted(nodeId, units),
            contracts.registry().unbond(nodeId, units));
    long releaseAt = contracts.registry().latest().node(nodeId).releaseAt();
    return new Done(
        Answer.of(nodeId, units.toString(), releaseAt, sent),
        "node %s: %s unbonding until %s, %s"
            .formatted(nodeId, amounts.text(units), Instant.ofEpochSecond(releaseAt), sent.text()));
  }
}
