// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.nio.file.Path;
import java.util.function.Consumer;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Home;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which contracts, and who sends to them. */
public final class SendingOptions {
  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final KeyOptions key = new KeyOptions();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Remembers what this key signed on this chain, so that an interrupted command goes on"
              + " when repeated (default: one for each chain and key in ~/.azra/journals).")
  private @Nullable Path journal;

  /** To look, without a key. */
  public Contracts connect() {
    return chain.connect();
  }

  /** Whose key it is. */
  public Address address(CommandSpec command) {
    return key.open(command).address();
  }

  /**
   * To act.
   *
   * @param command that asks; its user may be asked for the password
   */
  public Sending open(CommandSpec command) {
    return open(command, contracts -> {});
  }

  /**
   * To act, later.
   *
   * @param awaited returns when it is time; until then other commands may use the key
   */
  public Sending open(CommandSpec command, Consumer<Contracts> awaited) {
    Signer signer = key.open(command);
    Contracts contracts = chain.connect();
    try {
      awaited.accept(contracts);
      Path file =
          journal == null
              ? ownJournal(Azra.homeOf(command), contracts.deployment(), signer)
              : journal;
      Progress progress = Azra.progressOf(command);
      return new Sending(contracts, signer, SharedJournal.open(file, progress), progress);
    } catch (RuntimeException e) {
      contracts.close();
      throw e;
    }
  }

  /** A chain that was begun anew has another genesis, and an empty journal. */
  private static Path ownJournal(Home home, Deployment deployment, Signer signer) {
    String genesis = deployment.genesisHash().toString().substring(2, 10);
    return home.folder("journals")
        .resolve("%d-%s-%s".formatted(deployment.chainId(), genesis, signer.address()));
  }
}
