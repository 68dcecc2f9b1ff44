// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Deployment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the contracts stand, and who sends to them. */
public final class ChainOptions {
  @Option(names = "--rpc-url", required = true, description = "JSON-RPC of the chain's node.")
  @SuppressWarnings("NullAway.Init") // required
  private URI rpcUrl;

  @Option(
      names = "--finality",
      defaultValue = "finalized",
      description = "finalized (default), depth:<blocks> or immediate.")
  @SuppressWarnings("NullAway.Init") // has a default
  private String finality;

  @Option(
      names = "--journal",
      required = true,
      description = "File that remembers what was signed; needed to go on after an interruption.")
  @SuppressWarnings("NullAway.Init") // required
  private Path journal;

  @Option(
      names = "--deployment",
      defaultValue = "deployment.json",
      description = "Names chain and contracts. Default: ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init") // has a default
  private Path file;

  @Mixin private final KeyFiles key = new KeyFiles();

  /** What a command works with while it is connected. */
  public record Connected(Chain chain, Sender sender, Deployment deployment) {}

  /** Connects to the chain that the deployment names, lends it out, and closes it again. */
  public <T> T with(Function<Connected, T> work) {
    Deployment deployment = Deployment.read(file);
    try (Chain chain = Chain.connect(rpcUrl, deployment.chainId());
        JournalStore store = JournalStore.open(journal)) {
      var terms = SendingTerms.standard(Finality.parse(finality));
      var sender = new Sender(chain, key.open(), store, terms, Clock.systemUTC(), Pause.sleeping());
      return work.apply(new Connected(chain, sender, deployment));
    }
  }
}
