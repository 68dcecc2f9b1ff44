// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.wallet;

import java.security.SecureRandom;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.KeyOptions;
import network.azracode.sdk.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra wallet new}. */
@Command(
    name = "new",
    description = {
      "Draw a key into a new keystore file; never replaces one.",
      "Whoever has the file and its password has the money, and opens the results. Keep a copy:"
          + " nothing else can restore them."
    })
final class NewCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final KeyOptions key = new KeyOptions();

  record Answer(Address address) {}

  @Override
  public void run() {
    Address address = key.draw(spec, new SecureRandom()).address();
    Azra.outputOf(spec).print(new Answer(address), address::toString);
  }
}
