// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/**
 * A wallet signed one text in two ways, so no key can be derived from it again. The way out: a
 * random key ({@link SealingKeyPair#random}) and its backup ({@link SealingKeyFile}).
 */
public final class UnrepeatableSignature extends AzraException {
  private static final long serialVersionUID = 1L;

  UnrepeatableSignature(Address wallet) {
    super(
        "wallet.unrepeatable",
        "wallet %s: expected the same signature of the same text twice (RFC 6979), found two;"
                .formatted(wallet)
            + " use a sealing key of its own, and keep its encrypted backup file");
  }
}
