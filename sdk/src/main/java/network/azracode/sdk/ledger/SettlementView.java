// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static network.azracode.sdk.ledger.Reads.get;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Escrow and earnings as they were after one block. */
public final class SettlementView {
  private final Settlement contract;
  private final Function<List<String>, List<String>> calls;

  /**
   * @param calls answers many encoded calls of this contract, as of the same block
   */
  SettlementView(Settlement contract, Function<List<String>, List<String>> calls) {
    this.contract = contract;
    this.calls = calls;
  }

  public Account account(Address client) {
    return Account.of(get(contract.account(client.toString())));
  }

  public Job job(JobId jobId) {
    return Job.of(get(contract.job(jobId.value().toByteArray())));
  }

  /** As {@link #job}, many in one request; in their order. */
  public List<Job> jobs(List<JobId> jobIds) {
    List<RemoteFunctionCall<Settlement.Job>> reads =
        jobIds.stream().map(id -> contract.job(id.value().toByteArray())).toList();
    List<String> answers =
        calls.apply(reads.stream().map(RemoteFunctionCall::encodeFunctionCall).toList());
    return IntStream.range(0, reads.size())
        .mapToObj(i -> reads.get(i).decodeFunctionResponse(answers.get(i)).getFirst())
        .map(job -> Job.of((Settlement.Job) job))
        .toList();
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
