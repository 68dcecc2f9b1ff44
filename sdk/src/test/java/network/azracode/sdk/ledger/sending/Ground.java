// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.ledger.sending.simulation.ScriptedBesu;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.testnode.TestNode;

/** A funded key and the node that its transactions go to. */
record Ground(KeySigner key, URI rpcUrl, long chainId, AutoCloseable node)
    implements AutoCloseable {
  /** Where the tests of sending run; the last one only where the environment names a node. */
  enum Kind {
    ANVIL,
    SCRIPTED,
    CHOSEN
  }

  static List<Kind> kinds() {
    return kinds(System.getenv());
  }

  static List<Kind> kinds(Map<String, String> environment) {
    boolean isNamed =
        environment.containsKey("BESU_HOME") || environment.containsKey("AZRA_TEST_RPC_URL");
    return isNamed ? List.of(Kind.values()) : List.of(Kind.ANVIL, Kind.SCRIPTED);
  }

  /**
   * What {@link Kind#CHOSEN} stands for, for all tests of a class: a Besu takes up to a minute to
   * start. The caller closes it.
   */
  static Optional<TestNode> chosenNode() {
    return kinds().contains(Kind.CHOSEN) ? Optional.of(TestNode.start()) : Optional.empty();
  }

  /**
   * @param chosen of {@link #chosenNode}; stays open when the ground is closed
   */
  static Ground of(Kind kind, Optional<TestNode> chosen) {
    return switch (kind) {
      case ANVIL -> anvil();
      case SCRIPTED -> scripted();
      case CHOSEN -> on(chosen.orElseThrow(), () -> {});
    };
  }

  private static Ground anvil() {
    TestNode node = TestNode.startAnvil();
    return on(node, node);
  }

  private static Ground on(TestNode node, AutoCloseable close) {
    return new Ground(node.newAccount(), node.rpcUrl(), node.chainId(), close);
  }

  private static Ground scripted() {
    KeySigner key = KeySigner.random(new SecureRandom());
    ScriptedBesu besu = new ScriptedBesu(key.address());
    return new Ground(key, besu.rpcUrl(), ScriptedBesu.CHAIN_ID, besu);
  }

  @Override
  public void close() throws Exception {
    node.close();
  }
}
