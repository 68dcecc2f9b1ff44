// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.KeyOptions;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentCheck;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deploys once, however often it is interrupted and called. */
@Command(
    name = "deploy",
    description = {
      "Deploy the contracts, check code and wiring, write deployment.json, appoint attestors.",
      "Interrupted, it goes on when called again with the same journal. What stands is only checked.",
      "Attestors are appointed through the timelock: while its delay lasts, call again later."
    })
final class DeployCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = {"--rpc", "--rpc-url"},
      paramLabel = "URL",
      required = true,
      description = "JSON-RPC of the chain's node.")
  @SuppressWarnings("NullAway.Init") // required
  private URI rpcUrl;

  @Option(names = "--chain-id", required = true, description = "Refused if the node's is another.")
  private long chainId;

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
      description =
          "File to write; what it names is checked if it stands. Default: ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init") // has a default
  private Path file;

  @Option(names = "--attestor", description = "Address to appoint; may be repeated.")
  private List<String> attestors = List.of();

  @Mixin private final KeyOptions key = new KeyOptions();
  @Mixin private final PlanOptions plan = new PlanOptions();

  @Override
  public void run() {
    List<Address> appointed = attestors.stream().map(Address::of).toList();
    try (Chain chain = Chain.connect(rpcUrl, chainId);
        JournalStore store = JournalStore.open(journal)) {
      var terms = SendingTerms.standard(Finality.parse(finality));
      var sender =
          new Sender(chain, key.open(spec), store, terms, Clock.systemUTC(), Pause.sleeping());
      Deployment deployment = deployment(chain, sender);
      appointed.forEach(attestor -> appoint(chain, sender, deployment, attestor));
      Azra.outputOf(spec).print(deployment, () -> text(deployment, appointed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Deployment deployment(Chain chain, Sender sender) throws IOException {
    if (Files.exists(file)) {
      Deployment standing = Deployment.read(file);
      new DeploymentCheck(chain, standing).require();
      return standing;
    }
    Deployment made =
        new Deployer(chain, sender).deploy(plan.profile(), plan.plan(sender.address()));
    made.write(file);
    return made;
  }

  /** Also takes up what waited for the timelock. */
  private static void appoint(Chain chain, Sender sender, Deployment deployment, Address attestor) {
    var registry = new Registry(chain, deployment.nodeRegistry());
    if (!registry.latest().isAttestor(attestor)) {
      new Governor(sender, new Timelock(chain, deployment.timelock()))
          .perform("attestor-" + attestor, registry.governance().addAttestor(attestor));
    }
  }

  private String text(Deployment deployment, List<Address> appointed) {
    return """
    chain        %d
    token        %s
    nodeRegistry %s
    settlement   %s
    timelock     %s
    attestors    %s
    written to   %s\
    """
        .formatted(
            deployment.chainId(),
            deployment.token(),
            deployment.nodeRegistry(),
            deployment.settlement(),
            deployment.timelock(),
            appointed,
            file);
  }
}
