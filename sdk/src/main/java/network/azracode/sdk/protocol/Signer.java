// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Whatever holds a secp256k1 key and signs deterministically (RFC 6979), with low s. It is given
 * what is hashed, not the hash: signers elsewhere hash for themselves, so that nobody can have them
 * sign a number without showing what it stands for.
 */
public interface Signer {
  Address address();

  /**
   * Signs {@code keccak256(preimage)}.
   *
   * @param preimage an unsigned transaction, or {@code 0x1901 ‖ domain separator ‖ struct hash}
   * @throws AzraException {@code signer.…} if a signer elsewhere does not answer, or not truly
   */
  CompactSignature signKeccak(byte[] preimage);

  /** Signs one of the ten structures, for one contract on one chain (EIP-712). */
  default CompactSignature sign(SignedType message, Domain domain) {
    return signKeccak(message.preimage(domain));
  }

  /** Signs a text that a wallet can show, with the prefix of EIP-191 ({@code personal_sign}). */
  default CompactSignature signMessage(String eip191Text) {
    byte[] text = eip191Text.getBytes(StandardCharsets.UTF_8);
    String prefix = "\u0019Ethereum Signed Message:\n" + text.length;
    return signKeccak(Octets.concat(prefix.getBytes(StandardCharsets.UTF_8), text));
  }
}
