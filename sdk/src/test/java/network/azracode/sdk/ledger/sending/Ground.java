// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
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
    boolean isNamed =
        System.getenv().containsKey("BESU_HOME")
            || System.getenv().containsKey("AZRA_TEST_RPC_URL");
    return isNamed ? List.of(Kind.values()) : List.of(Kind.ANVIL, Kind.SCRIPTED);
  }

  static Ground of(Kind kind) {
    return switch (kind) {
      case ANVIL -> of(TestNode.startAnvil());
      case SCRIPTED -> scripted();
      case CHOSEN -> of(TestNode.start());
    };
  }

  private static Ground of(TestNode node) {
    return new Ground(node.newAccount(), node.rpcUrl(), node.chainId(), node);
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
