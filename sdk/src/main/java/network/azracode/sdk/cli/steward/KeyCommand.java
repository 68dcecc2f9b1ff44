// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.security.SecureRandom;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.KeyOptions;
import network.azracode.sdk.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws a key. */
@Command(
    name = "key",
    description = {
      "Draw a key, and a password where its file is missing; keep those that stand.",
      "Answers the address."
    })
final class KeyCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final KeyOptions key = new KeyOptions();

  record Answer(Address address) {}

  @Override
  public void run() {
    Address address = key.openOrDraw(spec, new SecureRandom()).address();
    Azra.outputOf(spec).print(new Answer(address), address::toString);
  }
}
