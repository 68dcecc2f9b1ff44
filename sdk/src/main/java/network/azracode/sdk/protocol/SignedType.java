// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * One of the ten structures that somebody signs (EIP-712); fields stand in the order of the type.
 */
public sealed interface SignedType
    permits Acknowledgement,
        Condemnation,
        EnclaveBinding,
        EvidenceSubmission,
        JobTerms,
        Offer,
        Receipt,
        ReceiptBatch,
        SessionTerms,
        Verdict {

  /** EIP-712 {@code encodeType}. */
  String typeString();

  /** EIP-712 {@code hashStruct}. */
  Bytes32 structHash();

  /** What is signed: {@code keccak256(0x1901 ‖ domain separator ‖ struct hash)}. */
  default Bytes32 digest(Domain domain) {
    return Keccak.hash(preimage(domain));
  }

  /** What is hashed to be signed: {@code 0x1901 ‖ domain separator ‖ struct hash}. */
  default byte[] preimage(Domain domain) {
    return Octets.concat(
        new byte[] {0x19, 0x01}, domain.separator().toByteArray(), structHash().toByteArray());
  }
}
