// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Enrolment;
import network.azracode.sdk.node.Loop;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Signer;

/** An operator with one node: registers it, stakes, and keeps its process running. */
final class OperatorActor implements AutoCloseable {
  private static final BigInteger STAKE = Amounts.tokens(2_000);
  private static final int MIN_RUNWAY_SECONDS = 10;
  private static final int MAX_ENVELOPE_BYTES = (256 << 10) + 64;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final String name;
  private final Path home;
  private final JournalStore journal;
  private final Loop resuming;
  private final NodeId nodeId;
  private final KeptNode node;
  private final Loop watch;

  /**
   * Returns once the node is registered and staked; it starts and attests on its own.
   *
   * @param price thousandths of a token for one compute unit
   * @param claimAt earnings that are worth a claim
   */
  OperatorActor(
      String name,
      int price,
      BigInteger claimAt,
      LocalFolder folder,
      LocalKeys keys,
      Purse purse,
      Network network,
      NodeGround ground,
      StopSignal stop,
      PrintStream out)
      throws IOException, InterruptedException {
    this.name = name;
    Signer key = keys.signer(name);
    home = folder.actor(name);
    journal = Purse.journal(home);
    Sender operator = purse.sender(key, journal);
    resuming = Purse.resuming(name, operator);
    purse.fund(keys.signer(hot(name)).address());
    Purse.fill(network, operator, STAKE);
    nodeId = new Enrolment(network, operator, key).enrol(key.address(), STAKE);
    node =
        new KeptNode(
            "%s: node %s".formatted(name, nodeId),
            home,
            options(price, claimAt, keys, ground),
            stop::isEnding,
            out);
    watch = Loop.start(name + "-watch", LOOK, node::replaceIfGone);
  }

  private static String hot(String name) {
    return name + "-hot";
  }

  private List<String> options(int price, BigInteger claimAt, LocalKeys keys, NodeGround ground) {
    var all = new ArrayList<>(ground.options());
    all.addAll(
        List.of(
            "--node=" + nodeId,
            "--folder=" + home.resolve("node"),
            "--keystore=" + keys.keystore(name),
            "--password-file=" + keys.passwordFile(name),
            "--hot-keystore=" + keys.keystore(hot(name)),
            "--hot-password-file=" + keys.passwordFile(hot(name)),
            "--listen=127.0.0.1:0",
            "--unit-price=base:" + Amounts.thousandths(price),
            "--claim-at=base:" + claimAt,
            "--min-runway=" + MIN_RUNWAY_SECONDS,
            "--max-units=" + Limits.MAX_UNITS,
            "--max-envelope-bytes=" + MAX_ENVELOPE_BYTES));
    return List.copyOf(all);
  }

  /** Where its node listens, once it does; to be asked once. */
  URI endpoint() throws IOException {
    return node.endpoint();
  }

  NodeId nodeId() {
    return nodeId;
  }

  @Override
  public void close() {
    watch.close();
    node.close();
    resuming.close();
    journal.close();
  }
}
