// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.CaseCalls;
import network.azracode.sdk.ledger.SignedReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/** A receipt as an enclave signed it, with all that it takes to check it. */
sealed interface Posting permits ReceiptPosting, SessionReceiptPosting {

  Receipt receipt();

  /** Of the batch in which it was signed. */
  List<Bytes32> receiptHashes();

  /** Of the receipt in the batch, from 0. */
  int index();

  /** Of the enclave key under the batch. */
  CompactSignature signature();

  /** As the database has it. */
  String kind();

  NodeId nodeId();

  /** Present for a job of a session, as is its place there. */
  Optional<Bytes32> sessionId(Domain settlement);

  Optional<Long> sessionPlace();

  JobId jobId(Domain settlement);

  /** The only key that may have signed; empty where any key of the node may. */
  Optional<Address> namedSigner();

  /** What proves on chain that the key signed both. */
  Call proof(CaseCalls cases, Posting other);

  default SignedReceipt signed() {
    return new SignedReceipt(receipt(), new ReceiptBatch(receiptHashes()), index(), signature());
  }

  /**
   * @throws network.azracode.sdk.protocol.AzraException {@code signature.*} where it is nobody's
   */
  default Address signer(Domain settlement) {
    return signature().recover(new ReceiptBatch(receiptHashes()).digest(settlement));
  }
}
