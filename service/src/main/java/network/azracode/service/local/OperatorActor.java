// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Enrolment;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.Loop;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.NodeCertificate;
import network.azracode.sdk.node.NodeDaemon;
import network.azracode.sdk.node.NodeKeys;
import network.azracode.sdk.node.NodeSettings;
import network.azracode.sdk.node.SelfSigned;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;

/** An operator with one node: registers it, stakes, and keeps it running. */
final class OperatorActor implements AutoCloseable {
  private static final BigInteger STAKE = Amounts.tokens(2_000);
  private static final int MIN_RUNWAY_SECONDS = 10;
  private static final int MAX_ENVELOPE_BYTES = (256 << 10) + 64;

  private final JournalStore journal;
  private final Loop resuming;
  private final NodeDaemon daemon;
  private final NodeId nodeId;

  /**
   * Returns once the node is registered, staked and listening; it attests on its own.
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
      PolicyId policy,
      Clock clock,
      SecureRandom random)
      throws IOException, InterruptedException {
    var nodeKeys = new NodeKeys(keys.signer(name), keys.signer(name + "-hot"));
    Path home = folder.actor(name);
    journal = Purse.journal(home);
    Sender operator = purse.sender(nodeKeys.operator(), journal);
    resuming = Purse.resuming(name, operator);
    Sender hot = purse.sender(nodeKeys.hot(), journal);
    Purse.fill(network, operator, STAKE);
    nodeId = enrol(network, operator, nodeKeys);
    daemon =
        new NodeDaemon(
            nodeId,
            settings(policy, price, claimAt, SelfSigned.in(home, clock, random)),
            nodeKeys,
            network,
            hot,
            home,
            folder.development(),
            clock);
  }

  private static NodeId enrol(Network network, Sender operator, NodeKeys keys)
      throws InterruptedException {
    return new Enrolment(network, operator, keys.operator())
        .enrol(keys.operator().address(), STAKE);
  }

  private static NodeSettings settings(
      PolicyId policy, int price, BigInteger claimAt, NodeCertificate certificate) {
    return new NodeSettings(
        policy,
        Amounts.thousandths(price),
        MIN_RUNWAY_SECONDS,
        Limits.MAX_UNITS,
        MAX_ENVELOPE_BYTES,
        claimAt,
        Listening.onLoopback(certificate));
  }

  URI endpoint() {
    return daemon.endpoint();
  }

  NodeId nodeId() {
    return nodeId;
  }

  @Override
  public void close() {
    daemon.close();
    resuming.close();
    journal.close();
  }
}
