// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.steward.ChainOptions;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.protocol.PolicyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Nothing to send: a suspension ends by itself, and nobody can lengthen or lift it. */
@Command(
    name = "resume",
    description = {
      "Tell whether a policy takes new business again, or when its suspension lapses.",
      "No transaction lifts a suspension: it ends by itself. Answers 2 while it lasts."
    })
final class ResumeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--policy", required = true, description = "Number of the policy.")
  private int policy;

  @Mixin private final ChainOptions options = new ChainOptions();

  /**
   * @param suspendedUntil first second of new business, Unix time; 0: never suspended
   */
  record Answer(PolicyId policy, boolean suspended, long suspendedUntil) {}

  @Override
  public Integer call() {
    Answer answer = options.with(this::look);
    Azra.outputOf(spec).print(answer, () -> text(answer));
    return answer.suspended() ? ExitCode.REFUTED : ExitCode.DONE;
  }

  private Answer look(ChainOptions.Connected connected) {
    var id = new PolicyId(policy);
    var registry = new Registry(connected.chain(), connected.deployment().nodeRegistry());
    long until = registry.latest().policy(id).suspendedUntil();
    return new Answer(id, connected.chain().head().time() < until, until);
  }

  private static String text(Answer answer) {
    return answer.suspended()
        ? "policy %s: suspended until second %d".formatted(answer.policy(), answer.suspendedUntil())
        : "policy %s: not suspended".formatted(answer.policy());
  }
}
