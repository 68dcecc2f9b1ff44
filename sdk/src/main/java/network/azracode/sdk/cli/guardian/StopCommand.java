// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.steward.ChainOptions;
import network.azracode.sdk.ledger.Guardianship;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;
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
      "Stops new jobs, sessions and verdicts only."
    })
final class StopCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private What what;

  @Mixin private final ChainOptions options = new ChainOptions();

  static final class What {
    @Option(names = "--policy", description = "Number of the policy to suspend.")
    private int policy;

    @Option(names = "--attestor", description = "Address to remove.")
    private @Nullable String attestor;
  }

  @Override
  public void run() {
    TransactionReceipt receipt = options.with(this::stop);
    Azra.outputOf(spec)
        .print(receipt, () -> "stopped in block %d".formatted(receipt.block()));
  }

  private TransactionReceipt stop(ChainOptions.Connected connected) {
    var registry = new Registry(connected.chain(), connected.deployment().nodeRegistry());
    Guardianship guardianship = registry.guardianship();
    if (what.attestor != null) {
      String intentId = "guardian/remove-" + what.attestor;
      return connected
          .sender()
          .submit(intentId, guardianship.removeAttestor(Address.of(what.attestor)));
    }
    var policy = new PolicyId(what.policy);
    // a later suspension of the same policy is another one
    long before = registry.latest().policy(policy).suspendedUntil();
    String intentId = "guardian/suspend-%s-after-%d".formatted(policy, before);
    return connected.sender().submit(intentId, guardianship.suspendPolicy(policy));
  }
}
