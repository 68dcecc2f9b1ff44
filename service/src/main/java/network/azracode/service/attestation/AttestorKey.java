// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;
import network.azracode.service.transactions.KeyPlace;

/** Opens the keystore that the properties name, or finds their key with a Web3Signer. */
public final class AttestorKey {
  private AttestorKey() {}

  /**
   * @return empty where no key is named
   * @throws AzraException {@code attestor.password}, {@code keystore.unreadable} or {@code
   *     signer.…}
   */
  public static Optional<Signer> open(AttestorProperties properties) {
    return new KeyPlace(
            "attestor",
            properties.keystore(),
            properties.passwordFile(),
            properties.web3signer(),
            properties.account())
        .open();
  }
}
