// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import network.azracode.sdk.ledger.keys.Web3Signer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a key is: in a keystore, or with a Web3Signer; never in an argument.
 *
 * @param prefix of the options that name it, such as {@code hot-}
 * @param passwordFile opens the keystore; asks when absent
 * @param account whose key the Web3Signer keeps
 */
record KeySource(
    String prefix,
    @Nullable Path keystore,
    @Nullable Path passwordFile,
    @Nullable URI web3signer,
    @Nullable String account) {

  /**
   * @throws AzraException {@code keystore.unreadable}, {@code password.unreadable}, {@code
   *     password.missing} or {@code signer.…}
   */
  Signer open(CommandSpec command) {
    if (web3signer == null) {
      return openKeystore(command);
    }
    if (keystore != null || account == null) {
      throw new ParameterException(
          command.commandLine(),
          "Expected --?web3signer with --?account and without --?keystore, or --?keystore alone"
              .replace("?", prefix));
    }
    return Web3Signer.connect(web3signer, Address.of(account), Web3Signer.TIMEOUT);
  }

  KeySigner openKeystore(CommandSpec command) {
    Path file = file(command);
    char[] password = new PasswordSource(passwordFile).ask(command, "Password of " + file);
    try {
      return KeySigner.fromKeystore(file, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** The keystore, which has to be named. */
  Path file(CommandSpec command) {
    if (keystore == null) {
      throw new ParameterException(
          command.commandLine(),
          "Missing required option: '--?keystore=FILE'".replace("?", prefix));
    }
    return keystore;
  }
}
