// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.wallet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.PasswordSource;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.sealing.SealingKeyFile;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra wallet sealing-key}: the way out for wallets that sign differently each time. */
@Command(
    name = "sealing-key",
    description = {
      "Draw a key for results, for a wallet that does not sign the same way twice; most do.",
      "Writes it encrypted. Whoever loses the file or its password opens no result any more."
    })
final class SealingKeyCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Where to write it; never replaces one.")
  @SuppressWarnings("NullAway.Init") // required
  private Path file;

  @Option(
      names = "--sealing-password-file",
      paramLabel = "FILE",
      description = "Text file whose first line encrypts it (default: asks for one).")
  private @Nullable Path passwordFile;

  record Answer(Bytes32 publicKey) {}

  @Override
  public void run() {
    var random = new SecureRandom();
    char[] password = new PasswordSource(passwordFile).askNew(spec);
    SealingKeyPair keys = SealingKeyPair.random(random);
    try {
      SealingKeyFile.write(file, password, keys, KeystoreCost.STANDARD, random);
      Azra.outputOf(spec)
          .print(new Answer(keys.publicKey()), () -> "public key " + keys.publicKey());
    } finally {
      keys.wipe();
      Arrays.fill(password, '\0');
    }
  }
}
