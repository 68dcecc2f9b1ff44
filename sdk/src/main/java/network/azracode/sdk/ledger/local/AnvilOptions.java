// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a local anvil runs: as near to a public chain as it can (latest fork, a block each second,
 * the cap on a transaction's gas), with finality two blocks behind the head. It has no accounts of
 * its own: nothing can be sent that was not signed elsewhere.
 *
 * @param binary the executable
 * @param chainId told to wallets and signed into transactions
 * @param port on the loopback interface; zero takes a free one
 * @param folder keeps the chain over restarts, a kill included; empty: the chain dies with the node
 */
public record AnvilOptions(Path binary, long chainId, int port, Optional<Path> folder) {
  public static final long CHAIN_ID = 31_337;

  static final int BLOCK_SECONDS = 1;

  /** Out of reach of a terminal's Ctrl-C, which is for our own process to act upon. */
  private static final List<String> OWN_SESSION =
      Stream.of(Path.of("/usr/bin/setsid"))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .toList();

  /** A chain for one test, on a free port, kept nowhere. */
  public static AnvilOptions inMemory() {
    return new AnvilOptions(findBinary(), CHAIN_ID, 0, Optional.empty());
  }

  /** A chain that goes on where it stopped. */
  public static AnvilOptions kept(Path folder, int port) {
    return new AnvilOptions(findBinary(), CHAIN_ID, port, Optional.of(folder));
  }

  private static Path findBinary() {
    String searchPath = System.getenv().getOrDefault("PATH", "");
    return AnvilBinary.find(Path.of("").toAbsolutePath(), searchPath);
  }

  /**
   * @param dump to go on from
   */
  List<String> command(Optional<Path> dump) {
    List<String> command = new ArrayList<>(OWN_SESSION);
    command.addAll(List.of(binary.toString(), "--host", "127.0.0.1"));
    add(command, "--port", port);
    add(command, "--chain-id", chainId);
    add(command, "--accounts", 0);
    add(command, "--hardfork", "osaka");
    add(command, "--slots-in-an-epoch", 1);
    command.add("--enable-tx-gas-limit");
    folder.ifPresentOrElse(
        kept -> {
          // mines once its clock is right: see AnvilProcess
          command.add("--no-mining");
          add(command, "--timestamp", GenesisTime.of(kept));
          dump.ifPresent(file -> add(command, "--load-state", file));
        },
        () -> add(command, "--block-time", BLOCK_SECONDS));
    return command;
  }

  private static void add(List<String> command, String flag, Object value) {
    command.add(flag);
    command.add(value.toString());
  }
}
