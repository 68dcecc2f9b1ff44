// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import network.azracode.sdk.cli.AcceptedPolicies;
import network.azracode.sdk.cli.Azra;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra policy accept}: the one decision that no default can take for a client. */
@Command(
    name = "accept",
    description = {
      "Trust the code and the hardware that a policy of the network names; read it first, with"
          + " 'azra policy show'.",
      "Keeps the document; a policy that is published later has to be accepted anew."
    })
final class AcceptCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final PublishedPolicy published = new PublishedPolicy();

  @Override
  public void run() {
    var kept = AcceptedPolicies.of(Azra.homeOf(spec));
    PolicyAnswer answer = PolicyAnswer.of(kept.accept(published.yaml()));
    Azra.outputOf(spec).print(answer, () -> "accepted " + answer.text());
  }
}
