// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends what unbond began. */
@Command(
    name = "withdraw",
    description = {
      "Pay stake whose unbonding time has passed to the node's payout address.",
      "Too early, it is refused: the message tells the second at which it is released."
    })
final class WithdrawCommand extends NodeActCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Option(names = "--wait", description = "Wait for the release rather than be refused.")
  private boolean wait;

  @Override
  Done act(NodeId nodeId, Sending sending) {
    Contracts contracts = sending.contracts();
    Node node = contracts.registry().latest().node(nodeId);
    BigInteger units = node.unbonding();
    Sent sent =
        sending.repeatable("node/withdraw-" + nodeId, contracts.registry().withdraw(nodeId));
    return new Done(
        Answer.of(nodeId, units.toString(), null, sent),
        "node %s: %s withdrawn to %s, %s"
            .formatted(nodeId, contracts.amounts().text(units), node.payout(), sent.text()));
  }

  @Override
  void await(NodeId nodeId, Contracts contracts, Progress progress) {
    Node node = contracts.registry().latest().node(nodeId);
    long releaseAt = node.releaseAt();
    var chain = contracts.chain();
    if (node.unbonding().signum() == 0 || chain.head().time() >= releaseAt) {
      return;
    }
    Instant release = Instant.ofEpochSecond(releaseAt);
    if (!wait) {
      throw new AzraException(
          "stake.locked",
          "node %s: expected a release at second %d (%s), found %d; --wait waits for it"
              .formatted(nodeId, releaseAt, release, chain.head().time()));
    }
    progress.say("node %s: waiting until %s".formatted(nodeId, release));
    while (chain.head().time() < releaseAt) {
      Pause.sleeping().pause(LOOK);
    }
  }
}
