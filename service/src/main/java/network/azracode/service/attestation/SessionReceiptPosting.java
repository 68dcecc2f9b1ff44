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
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.SessionTerms;

/**
 * A receipt for one job of a session, as an enclave signed it, with all that it takes to check it.
 *
 * @param place of the job in the session, 0 to 2³² − 2
 * @param receiptHashes of the batch in which it was signed
 * @param index of the receipt in the batch, from 0
 * @param signature of an enclave key of the node under the batch
 */
public record SessionReceiptPosting(
    SessionTerms terms,
    long place,
    Receipt receipt,
    List<Bytes32> receiptHashes,
    int index,
    CompactSignature signature)
    implements Posting {
  static final String KIND = "session";

  public SessionReceiptPosting {
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
    return Optional.of(terms.digest(settlement));
  }

  @Override
  public Optional<Long> sessionPlace() {
    return Optional.of(place);
  }

  @Override
  public JobId jobId(Domain settlement) {
    return terms.jobId(settlement, place);
  }

  /** Sessions outlive keys. */
  @Override
  public Optional<Address> namedSigner() {
    return Optional.empty();
  }

  @Override
  public Call proof(CaseCalls cases, Posting other) {
    return cases.proveSessionEquivocation(terms, place, signed(), other.signed());
  }
}
