// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import java.util.List;
import java.util.stream.Collectors;
import network.azracode.sdk.cli.AcceptedPolicies;
import network.azracode.sdk.cli.Azra;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra policy accepted}. */
@Command(name = "accepted", description = "List the policies that you trust.")
final class AcceptedCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  record Answer(List<PolicyAnswer> policies) {
    String text() {
      return policies.isEmpty()
          ? "none"
          : policies.stream().map(PolicyAnswer::text).collect(Collectors.joining("\n"));
    }
  }

  @Override
  public void run() {
    var answer =
        new Answer(
            AcceptedPolicies.of(Azra.homeOf(spec)).all().stream().map(PolicyAnswer::of).toList());
    Azra.outputOf(spec).print(answer, answer::text);
  }
}
