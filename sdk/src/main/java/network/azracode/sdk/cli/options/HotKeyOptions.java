// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.net.URI;
import java.nio.file.Path;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The key that pays a node's gas and owns nothing: what lies on its machine can be stolen. */
public final class HotKeyOptions {
  @Option(
      names = "--hot-keystore",
      paramLabel = "FILE",
      description =
          "Version 3 keystore file of the key that pays gas; not the operator's. Required, unless"
              + " --hot-web3signer keeps it.")
  private @Nullable Path keystore;

  @Option(
      names = "--hot-password-file",
      paramLabel = "FILE",
      description = "Text file whose first line opens it (default: asks for it).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--hot-web3signer",
      paramLabel = "URL",
      description = "Web3Signer that keeps that key, instead of a keystore; needs --hot-account.")
  private @Nullable URI web3signer;

  @Option(
      names = "--hot-account",
      paramLabel = "ADDRESS",
      description = "Account whose key that Web3Signer keeps.")
  private @Nullable String account;

  /**
   * @param command that asks
   * @param operator whose key it must not be
   * @throws AzraException {@code node.hot-key}, and as {@link KeyOptions#open}
   */
  public Signer open(CommandSpec command, Address operator) {
    Signer key = new KeySource("hot-", keystore, passwordFile, web3signer, account).open(command);
    if (key.address().equals(operator)) {
      throw new AzraException(
          "node.hot-key",
          "hot key: expected another key than the operator's %s, found the same"
              .formatted(operator));
    }
    return key;
  }
}
