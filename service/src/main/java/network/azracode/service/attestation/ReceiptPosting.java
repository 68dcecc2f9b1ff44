// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.CaseCalls;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;

/**
 * A receipt for a job, as an enclave signed it, with all that it takes to check it.
 *
 * @param receiptHashes of the batch in which it was signed
 * @param index of the receipt in the batch, from 0
 * @param signature of the enclave key under the batch
 */
public record ReceiptPosting(
    JobTerms terms,
    Receipt receipt,
    List<Bytes32> receiptHashes,
    int index,
    CompactSignature signature)
    implements Posting {
  static final String KIND = "job";

  public ReceiptPosting {
    receiptHashes = List.copyOf(receiptHashes);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public NodeId nodeId() {
    return terms.nodeId();
  }

  @Override
  public Optional<Bytes32> sessionId(Domain settlement) {
    return Optional.empty();
  }

  @Override
  public Optional<Long> sessionPlace() {
    return Optional.empty();
  }

  @Override
  public JobId jobId(Domain settlement) {
    return terms.id(settlement);
  }

  @Override
  public Optional<Address> namedSigner() {
    return Optional.of(terms.signer());
  }

  @Override
  public Call proof(CaseCalls cases, Posting other) {
    return cases.proveEquivocation(terms, signed(), other.signed());
  }
}
