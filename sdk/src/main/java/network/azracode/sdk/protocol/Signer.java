// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** Whatever holds a secp256k1 key and signs deterministically (RFC 6979), with low s. */
public interface Signer {
  Address address();

  /** Signs a digest as it is; callers pass an EIP-712 digest or a transaction hash. */
  CompactSignature sign(Bytes32 digest);

  /** Signs a text that a wallet can show, with the prefix of EIP-191 ({@code personal_sign}). */
  CompactSignature signMessage(String eip191Text);
}
