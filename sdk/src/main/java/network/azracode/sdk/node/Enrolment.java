// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.time.Duration;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Signer;

/** Registers a node once and bonds its stake; whatever was done before a stop is not done again. */
public final class Enrolment {
  private static final Duration POLL = Duration.ofMillis(500);

  /** No end: the same intent must always be the same bytes. */
  private static final long PERMIT_DEADLINE = (1L << 40) - 1;

  private final Network network;
  private final Registry registry;
  private final Sender sender;
  private final Signer operator;

  /**
   * @param sender for the operator's key
   */
  public Enrolment(Network network, Sender sender, Signer operator) {
    this.network = network;
    this.registry = network.registry();
    this.sender = sender;
    this.operator = operator;
  }

  /**
   * The operator's node, registered and with at least this much bonded.
   *
   * @param payout where earnings and withdrawn stake go
   */
  public NodeId enrol(Address payout, BigInteger stake) throws InterruptedException {
    TransactionReceipt registered = sender.submit("register", registry.register(payout));
    NodeId nodeId = registry.registered(registered);
    awaitFinal(registered.block());
    BigInteger missing = stake.subtract(registry.latest().node(nodeId).stake());
    if (missing.signum() > 0) {
      bond(nodeId, stake, missing);
    }
    return nodeId;
  }

  /** A reorganisation could give the id to another operator's node until then. */
  private void awaitFinal(long block) throws InterruptedException {
    while (network.finality().newest(network.chain()).number() < block) {
      Thread.sleep(POLL);
    }
  }

  private void bond(NodeId nodeId, BigInteger stake, BigInteger missing) {
    var permit =
        network
            .token()
            .permit(operator, network.deployment().nodeRegistry(), missing, PERMIT_DEADLINE);
    sender.submit(
        "stake-%s-%s".formatted(nodeId, stake),
        registry.stake(nodeId, operator.address(), missing, permit));
  }
}
