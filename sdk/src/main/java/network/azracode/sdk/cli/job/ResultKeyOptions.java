// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Arrays;
import network.azracode.sdk.cli.options.PasswordSource;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.sealing.SealingKeyFile;
import network.azracode.sdk.sealing.SealingKeyPair;
import network.azracode.sdk.sealing.WalletSealingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who opens the results: the wallet, or a key of its own for wallets that cannot. */
final class ResultKeyOptions {
  @Option(
      names = "--sealing-key",
      paramLabel = "FILE",
      description =
          "Opens results in the wallet's place; only for a wallet that signs differently each"
              + " time, see 'azra wallet sealing-key'.")
  private @Nullable Path file;

  @Option(
      names = "--sealing-password-file",
      paramLabel = "FILE",
      description = "Text file whose first line opens the sealing key (default: asks for it).")
  private @Nullable Path passwordFile;

  /** Whether results can be opened without the wallet. */
  boolean ownKey() {
    return file != null;
  }

  /**
   * @throws network.azracode.sdk.sealing.UnrepeatableSignature if the wallet cannot
   */
  SealingKeyPair keys(CommandSpec command, Signer wallet, Deployment deployment) {
    return file == null
        ? WalletSealingKey.derive(wallet, deployment.chainId(), deployment.settlement())
        : ownKeys(command);
  }

  /** The key of its own, which {@link #ownKey} says is there. */
  SealingKeyPair ownKeys(CommandSpec command) {
    Path file = requireNonNull(this.file);
    char[] password = new PasswordSource(passwordFile).ask(command, "Password of " + file);
    try {
      return SealingKeyFile.read(file, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
