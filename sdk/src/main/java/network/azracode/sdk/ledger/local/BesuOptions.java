// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/**
 * How a Besu runs as a chain of its own: genesis, key and flags come from the script that the
 * compose file runs too; only addresses and ports differ.
 *
 * @param home of the install
 * @param script {@code docker/besu/node.sh}
 * @param folder keeps key, genesis and chain; a fresh one begins a fresh chain
 * @param funded owns all ether of a fresh chain
 * @param rpcPort on the loopback interface; zero takes a free one
 */
public record BesuOptions(Path home, Path script, Path folder, Address funded, int rpcPort) {
  /** As the genesis file says. */
  public static final long CHAIN_ID = 1_337;

  private static final Path IN_CHECKOUT = Path.of("docker/besu/node.sh");

  /**
   * @throws AzraException {@code node.missing}
   */
  public BesuOptions {
    Path binary = home.resolve("bin/besu");
    if (!Files.isExecutable(binary)) {
      throw new AzraException(
          "node.missing", "BESU_HOME: expected a program at %s, found none".formatted(binary));
    }
  }

  /**
   * With the script of the checkout that this process runs in.
   *
   * @throws AzraException {@code node.missing}
   */
  public static BesuOptions inCheckout(Path home, Path folder, Address funded, int rpcPort) {
    return new BesuOptions(home, findScript(Path.of("").toAbsolutePath()), folder, funded, rpcPort);
  }

  List<String> command() {
    return List.of(
        "bash",
        script.toString(),
        folder.toString(),
        funded.toString(),
        "--rpc-http-host=127.0.0.1",
        "--rpc-http-port=" + rpcPort,
        "--rpc-ws-host=127.0.0.1",
        "--rpc-ws-port=0",
        "--p2p-interface=127.0.0.1",
        "--p2p-host=127.0.0.1",
        "--p2p-port=0",
        "--nat-method=NONE",
        "--logging=WARN");
  }

  /** Besu writes here which ports it took, once it listens. */
  Path ports() {
    return folder.resolve("chain/besu.ports");
  }

  private static Path findScript(Path from) {
    return Stream.iterate(from, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(IN_CHECKOUT))
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(() ->
            new AzraException(
                "node.missing", "expected %s above %s, found none".formatted(IN_CHECKOUT, from)));
  }
}
