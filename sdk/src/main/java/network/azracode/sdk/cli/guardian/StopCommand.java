// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Output;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.ledger.Guardianship;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.protocol.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** At once, without the timelock. */
@Command(
    name = "stop",
    description = {
      "Suspend a policy (lapses by itself), or remove an attestor (for good).",
      "Stops new jobs, sessions and verdicts only. What is stopped already stays as it is."
    })
final class StopCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private What what;

  @Mixin private final SendingOptions options = new SendingOptions();

  static final class What {
    @Option(
        names = "--policy",
        paramLabel = "POLICY",
        description = "Number of the policy to suspend.")
    private int policy;

    @Option(names = "--attestor", paramLabel = "ADDRESS", description = "Address to remove.")
    private @Nullable String attestor;
  }

  @Override
  public void run() {
    Output output = Azra.outputOf(spec);
    try (Sending sending = options.open(spec)) {
      if (what.attestor == null) {
        Suspension suspension = suspend(sending, what.policy);
        output.print(suspension, suspension::text);
      } else {
        Sent sent = remove(sending, Address.of(what.attestor));
        output.print(sent, () -> "attestor %s: removed, %s".formatted(what.attestor, sent.text()));
      }
    }
  }

  private static Sent remove(Sending sending, Address attestor) {
    Guardianship guardianship = sending.contracts().registry().guardianship();
    return sending.once("guardian/remove-" + attestor, guardianship.removeAttestor(attestor));
  }

  private static Suspension suspend(Sending sending, int policy) {
    Suspension before = Suspension.of(sending.contracts(), policy);
    if (before.suspended()) {
      return before;
    }
    Registry registry = sending.contracts().registry();
    // a later suspension of the same policy is another one
    String intentId =
        "guardian/suspend-%s-after-%d".formatted(before.policy(), before.suspendedUntil());
    sending.once(intentId, registry.guardianship().suspendPolicy(before.policy()));
    return Suspension.of(sending.contracts(), policy);
  }
}
