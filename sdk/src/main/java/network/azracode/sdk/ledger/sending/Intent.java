// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.Optional;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * What is to happen on chain, once.
 *
 * @param id made and kept by the caller before the first attempt; the same on every retry
 * @param from the key that is to sign
 * @param to empty to create a contract
 * @param data calldata, or init code
 */
public record Intent(String id, Address from, Optional<Address> to, Octets data) {
  public static final int MAX_ID_LENGTH = 200;
  public static final int MAX_DATA_BYTES = 128 * 1024;

  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1," + MAX_ID_LENGTH + "}");

  public Intent {
    if (!ID.matcher(id).matches()) {
      throw new AzraException(
          "intent.malformed",
          "id: expected 1 to %d printable characters, found %d"
              .formatted(MAX_ID_LENGTH, id.length()));
    }
    if (data.length() > MAX_DATA_BYTES) {
      throw new AzraException(
          "intent.malformed",
          "data: expected at most %d bytes, found %d".formatted(MAX_DATA_BYTES, data.length()));
    }
  }

  /**
   * @throws AzraException {@code intent.conflict} if {@code kept} has this id but asks for
   *     something else: one id means one thing for ever
   */
  public void requireSameAs(Intent kept) {
    if (!equals(kept)) {
      throw new AzraException(
          "intent.conflict",
          "intent %s: expected what was first asked under this id (from %s, %d bytes), found another (from %s, %d bytes)"
              .formatted(id, kept.from(), kept.data().length(), from, data.length()));
    }
  }

  /** Stands for what is asked, the id aside. */
  Bytes32 digest() {
    byte[] recipient = to.map(Address::toByteArray).orElse(new byte[0]);
    return Keccak.hash(
        from.toByteArray(), new byte[] {(byte) recipient.length}, recipient, data.toByteArray());
  }

  /**
   * As {@link #requireSameAs}, where only the digest is left.
   *
   * @throws AzraException {@code intent.conflict}
   */
  void requireDigest(Bytes32 kept) {
    Bytes32 found = digest();
    if (!found.equals(kept)) {
      throw new AzraException(
          "intent.conflict",
          "intent %s: expected what was first asked under this id (digest %s), found another (%s)"
              .formatted(id, kept, found));
    }
  }
}
