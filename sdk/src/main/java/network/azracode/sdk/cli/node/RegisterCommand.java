// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Once per name. */
@Command(
    name = "register",
    description = {
      "Register a node of this key; answers its number, final.",
      "Repeated, it answers the same number: a name is registered once."
    })
final class RegisterCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "first",
      description = "Your name for it; another name is another node (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String name;

  @Option(
      names = "--payout",
      paramLabel = "ADDRESS",
      description = "Gets earnings and withdrawn stake (default: the key's own).")
  private @Nullable String payout;

  @Mixin private final SendingOptions options = new SendingOptions();

  record Answer(
      NodeId nodeId, Address operator, Address payout, Bytes32 transactionHash, long block) {
    String text() {
      return "node %s: registered, operator %s, payout %s, block %d, transaction %s"
          .formatted(nodeId, operator, payout, block, transactionHash);
    }
  }

  @Override
  public void run() {
    try (Sending sending = options.open(spec)) {
      Registry registry = sending.contracts().registry();
      Address to = payout == null ? sending.address() : Address.of(payout);
      Sent sent = sending.once("node/register-" + name, registry.register(to));
      var answer =
          new Answer(
              registry.registered(sent.receipt()),
              sending.address(),
              to,
              sent.transactionHash(),
              sent.block());
      Azra.outputOf(spec).print(answer, answer::text);
    }
  }
}
