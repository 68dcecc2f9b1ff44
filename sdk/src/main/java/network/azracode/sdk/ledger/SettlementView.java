// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static network.azracode.sdk.ledger.Reads.get;

import java.math.BigInteger;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;

/** Escrow and earnings as they were after one block. */
public final class SettlementView {
  private final Settlement contract;

  SettlementView(Settlement contract) {
    this.contract = contract;
  }

  public Account account(Address client) {
    return Account.of(get(contract.account(client.toString())));
  }

  public Job job(JobId jobId) {
    return Job.of(get(contract.job(jobId.value().toByteArray())));
  }

  /** The id as the contract computes it; equals {@link JobTerms#id}. */
  public JobId jobIdOf(JobTerms terms) {
    return new JobId(Bytes32.of(get(contract.jobIdOf(EncodedTerms.of(terms)))));
  }

  public Earnings earnings(NodeId nodeId) {
    return Earnings.of(get(contract.earnings(BigInteger.valueOf(nodeId.value()))));
  }

  public Address token() {
    return Address.of(get(contract.token()));
  }

  public Address registry() {
    return Address.of(get(contract.registry()));
  }

  public Bytes32 settlementDomain() {
    return Bytes32.of(get(contract.settlementDomain()));
  }
}
