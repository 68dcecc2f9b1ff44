// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import network.azracode.sdk.cli.AcceptedPolicies;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra policy forget}. */
@Command(name = "forget", description = "Trust a policy no longer.")
final class ForgetCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "DIGEST", description = "As 'azra policy accepted' lists it.")
  @SuppressWarnings("NullAway.Init") // required
  private String digest;

  record Answer(Bytes32 forgotten) {}

  @Override
  public void run() {
    var answer = new Answer(Bytes32.of(digest));
    if (!AcceptedPolicies.of(Azra.homeOf(spec)).forget(answer.forgotten())) {
      throw new AzraException(
          "policy.not-accepted", "expected an accepted policy of digest " + digest);
    }
    Azra.outputOf(spec).print(answer, () -> "forgotten " + digest);
  }
}
