// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.ledger.Earnings;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;

/** Anyone may; it goes to the payout address. */
@Command(
    name = "claim",
    description = "Pay what the node has earned to its payout address. Any key may ask for it.")
final class ClaimCommand extends NodeActCommand {
  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    Earnings earnings = contracts.settlement().latest().earnings(nodeId);
    BigInteger units = earnings.net();
    if (units.signum() == 0) {
      throw new AzraException(
          "earnings.none", "node %s: expected unclaimed earnings, found none".formatted(nodeId));
    }
    Sent sent =
        sending.repeatable(
            "node/claim-%s-after-%d".formatted(nodeId, earnings.jobs()),
            contracts.settlement().claim(nodeId));
    var payout = contracts.registry().latest().node(nodeId).payout();
    return new Done(
        Answer.of(nodeId, units.toString(), null, sent),
        "node %s: %s claimed to %s, %s"
            .formatted(nodeId, contracts.amounts().text(units), payout, sent.text()));
  }
}
