// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final int STATE_INTERVAL_SECONDS = 10;

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

  List<String> command() {
    List<String> command = new ArrayList<>(List.of(binary.toString(), "--host", "127.0.0.1"));
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
          add(command, "--state", state(kept));
          add(command, "--state-interval", STATE_INTERVAL_SECONDS);
        },
        () -> add(command, "--block-time", BLOCK_SECONDS));
    return command;
  }

  /** Where a kept chain lies. */
  static Path state(Path folder) {
    return folder.resolve("state.json");
  }

  private static void add(List<String> command, String flag, Object value) {
    command.add(flag);
    command.add(value.toString());
  }
}
