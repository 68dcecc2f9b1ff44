// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Octets;

/** What an account has signed: with its key, or as a contract does. */
final class AccountSignature {
  private AccountSignature() {}

  /**
   * @param hex 64 or 65 bytes of a key, or whatever the account's ERC-1271 takes, as 0x hex
   * @throws AzraException {@code chain.…} where a contract cannot be asked
   */
  static boolean isOf(Address account, Bytes32 digest, String hex, ContractSignatures contracts) {
    Octets bytes;
    try {
      bytes = Octets.of(hex);
    } catch (AzraException malformed) {
      return false;
    }
    return signedByKey(account, digest, bytes) || contracts.accepts(account, digest, bytes);
  }

  private static boolean signedByKey(Address account, Bytes32 digest, Octets bytes) {
    try {
      return CompactSignature.ofBytes(bytes.toByteArray()).recover(digest).equals(account);
    } catch (AzraException noSignatureOfAKey) {
      return false;
    }
  }
}
