// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.JobOrders;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Durable;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code azra job prepare}: everything but the opening. */
@Command(
    name = "prepare",
    description = {
      "Verify a node, seal a job to its enclave, and write an order that another wallet or the"
          + " dashboard opens.",
      "With your key the order is signed: anyone can open it, and you pay the price. With --client"
          + " and --result-key it is for a wallet that lives elsewhere, such as in a browser, which"
          + " has still to sign it."
    })
final class PrepareCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--order",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the order.")
  @SuppressWarnings("NullAway.Init") // required
  private Path file;

  @ArgGroup(exclusive = false)
  private @Nullable Elsewhere elsewhere;

  @Mixin private final JobOptions wanted = new JobOptions();
  @Mixin private final ClientOptions options = new ClientOptions();

  static final class Elsewhere {
    @Option(
        names = "--client",
        paramLabel = "ADDRESS",
        required = true,
        description = "Whose job it is.")
    @SuppressWarnings("NullAway.Init") // required
    private String client;

    @Option(
        names = "--result-key",
        paramLabel = "KEY",
        required = true,
        description = "Raw X25519 public key that the client's wallet derives, 0x and 64 digits.")
    @SuppressWarnings("NullAway.Init") // required
    private String resultKey;
  }

  /**
   * @param maxPrice token base units
   */
  record Answer(JobId jobId, boolean signed, String maxPrice, long deadline, String order) {
    static Answer of(SealedOrder order, Path file) {
      return new Answer(
          order.jobId(),
          order.signature().length() > 0,
          order.terms().maxPrice().toString(),
          order.terms().deadline(),
          file.toString());
    }

    String text() {
      return "job %s: %s order written to %s"
          .formatted(jobId, signed ? "signed" : "unsigned", order);
    }
  }

  @Override
  public void run() {
    byte[] input = wanted.input().read();
    SealedOrder order;
    try {
      order = elsewhere == null ? signed(input) : unsigned(input, elsewhere);
    } finally {
      Arrays.fill(input, (byte) 0);
    }
    write(order);
    Answer answer = Answer.of(order, file);
    Azra.outputOf(spec).print(answer, answer::text);
  }

  private SealedOrder signed(byte[] input) {
    try (Sending sending = options.sending().open(spec);
        ServiceHttp http = options.service().connect()) {
      Contracts contracts = sending.contracts();
      CheckedNode node = check(contracts, http);
      SealingKeyPair keys = options.resultKeys(spec, sending);
      try {
        SealedOrder order =
            orders(contracts, keys.publicKey())
                .signed(node, request(node, input, contracts), sending.key());
        new JobStore(Azra.homeOf(spec), contracts.deployment()).keep(order);
        return order;
      } finally {
        keys.wipe();
      }
    }
  }

  private SealedOrder unsigned(byte[] input, Elsewhere client) {
    try (Contracts contracts = options.sending().connect();
        ServiceHttp http = options.service().connect()) {
      CheckedNode node = check(contracts, http);
      return orders(contracts, Bytes32.of(client.resultKey))
          .unsigned(node, request(node, input, contracts), Address.of(client.client));
    }
  }

  private CheckedNode check(Contracts contracts, ServiceHttp http) {
    Network network = ServiceOptions.network(contracts, http);
    return options.check(spec, network, wanted.node());
  }

  private JobRequest request(CheckedNode node, byte[] input, Contracts contracts) {
    return wanted.request(node, input, contracts.amounts(), options.nowSeconds());
  }

  private JobOrders orders(Contracts contracts, Bytes32 resultKey) {
    return new JobOrders(contracts.deployment(), resultKey, options.time(), new SecureRandom());
  }

  private void write(SealedOrder order) {
    try {
      Durable.replace(file, order.encode());
    } catch (IOException e) {
      throw new AzraException("file.unwritable", file + ": expected to be able to write", e);
    }
  }
}
