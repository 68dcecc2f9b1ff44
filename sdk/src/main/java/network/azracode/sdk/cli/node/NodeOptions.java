// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.HotKeyOptions;
import network.azracode.sdk.cli.options.KeyOptions;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.enclave.AttestingEnvironment;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.NodeFolder;
import network.azracode.sdk.node.NodeKeys;
import network.azracode.sdk.node.NodeSettings;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** All that a node runs on; the same for run, attest and offer, so that one file serves them. */
final class NodeOptions {
  private static final Duration PREDECESSOR = Duration.ofSeconds(10);

  @Option(
      names = "--node",
      paramLabel = "NODE",
      required = true,
      description = "Number of the node, as registered.")
  private long node;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      required = true,
      description = "Where it keeps receipts, results, journal and certificate.")
  @SuppressWarnings("NullAway.Init") // required
  private Path folder;

  @Option(
      names = "--tee",
      paramLabel = "TEE",
      required = true,
      description =
          "What vouches for its enclave: tsm (a TDX or SEV-SNP guest), nsm (a Nitro enclave), or"
              + " development:<folder>, which only policies for development accept.")
  @SuppressWarnings("NullAway.Init") // required
  private String tee;

  @Option(
      names = "--sending-finality",
      paramLabel = "FINALITY",
      description =
          "When what the hot key sent can be forgotten, if later than --finality"
              + " (default: --finality).")
  private @Nullable String sendingFinality;

  @Mixin private final OfferOptions offer = new OfferOptions();
  @Mixin private final ListeningOptions listening = new ListeningOptions();
  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();
  @Mixin private final KeyOptions operator = new KeyOptions();
  @Mixin private final HotKeyOptions hot = new HotKeyOptions();

  /** A node's keys, folder and connections, until closed. */
  record Ground(
      NodeId nodeId,
      NodeKeys keys,
      NodeSettings settings,
      AttestingEnvironment environment,
      Network network,
      NodeFolder folder,
      JournalStore journal,
      Sender hot,
      Contracts contracts)
      implements AutoCloseable {
    @Override
    public void close() {
      journal.close();
      folder.close();
      network.service().close();
      contracts.close();
    }
  }

  /**
   * Takes the folder, opens the keys and connects; refuses what cannot work before anything is
   * started.
   *
   * @throws AzraException {@code node.running}, {@code node.operator}, {@code node.hot-key}, and
   *     what the options' own parts throw
   */
  Ground open(CommandSpec command, Clock clock, SecureRandom random) throws InterruptedException {
    NodeId nodeId = NodeIds.of(node);
    AttestingEnvironment environment = AttestingEnvironment.parse(tee);
    Signer owner = operator.open(command);
    var keys = new NodeKeys(owner, hot.open(command, owner.address()));
    Contracts contracts = chain.connect();
    ServiceHttp http = service.connect();
    try {
      requireOperator(nodeId, owner.address(), contracts);
      NodeFolder taken = NodeFolder.take(folder, PREDECESSOR);
      try {
        NodeSettings settings =
            offer.settings(contracts.amounts(), listening.listening(taken, clock, random));
        JournalStore journal = JournalStore.open(taken.journal());
        return new Ground(
            nodeId,
            keys,
            settings,
            environment,
            ServiceOptions.network(contracts, http),
            taken,
            journal,
            sender(contracts, keys.hot(), journal, clock),
            contracts);
      } catch (RuntimeException e) {
        taken.close();
        throw e;
      }
    } catch (RuntimeException e) {
      http.close();
      contracts.close();
      Azra.progressOf(command).say("nothing was started");
      throw e;
    }
  }

  private Sender sender(Contracts contracts, Signer key, JournalStore journal, Clock clock) {
    Finality finality =
        sendingFinality == null ? contracts.finality() : Finality.parse(sendingFinality);
    return new Sender(
        contracts.chain(), key, journal, SendingTerms.standard(finality), clock, Pause.sleeping());
  }

  private static void requireOperator(NodeId nodeId, Address expected, Contracts contracts) {
    Address found = contracts.registry().latest().node(nodeId).operator();
    if (!found.equals(expected)) {
      throw new AzraException(
          "node.operator",
          "node %s: expected the key of its operator %s, found that of %s"
              .formatted(nodeId, found, expected));
    }
  }
}
