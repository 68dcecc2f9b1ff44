// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.util.Optional;
import network.azracode.sdk.ledger.SignatureQuestion;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A signature that a client made elsewhere, such as a contract wallet, which has no key. */
final class ClientSignature {
  @Option(
      names = "--signature",
      paramLabel = "HEX",
      description =
          "The client's signature, made in a wallet elsewhere: 64 or 65 bytes of a key, or what a"
              + " contract wallet (ERC-1271) takes, as 0x hex.")
  private @Nullable String signature;

  /**
   * @throws AzraException {@code signature.malformed}
   */
  Optional<Octets> given() {
    return Optional.ofNullable(signature).map(ClientSignature::parsed);
  }

  private static Octets parsed(String hex) {
    try {
      Octets bytes = Octets.of(hex);
      if (bytes.length() > 0 && bytes.length() <= SignatureQuestion.MAX_SIGNATURE_BYTES) {
        return bytes;
      }
    } catch (AzraException e) {
      // told below
    }
    throw new AzraException(
        "signature.malformed",
        "--signature: expected 1 to %d bytes as 0x hex, found something else"
            .formatted(SignatureQuestion.MAX_SIGNATURE_BYTES));
  }
}
