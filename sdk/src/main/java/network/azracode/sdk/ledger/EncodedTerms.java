// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Receipt;

/** Signed types in the words of the generated bindings. */
final class EncodedTerms {
  private EncodedTerms() {}

  static Settlement.JobTerms of(JobTerms terms) {
    return new Settlement.JobTerms(
        terms.client().toString(),
        BigInteger.valueOf(terms.nodeId().value()),
        terms.signer().toString(),
        terms.maxPrice(),
        terms.unitPrice(),
        BigInteger.valueOf(terms.deadline()),
        terms.specCommitment().toByteArray(),
        new BigInteger(Long.toUnsignedString(terms.nonce())));
  }

  static Settlement.ReceiptRow row(JobTerms terms, Receipt receipt) {
    return new Settlement.ReceiptRow(
        of(terms),
        BigInteger.valueOf(receipt.computeUnits()),
        BigInteger.valueOf(receipt.startedAt()),
        BigInteger.valueOf(receipt.finishedAt()),
        BigInteger.valueOf(receipt.wipedAt()),
        receipt.resultCommitment().toByteArray());
  }
}
