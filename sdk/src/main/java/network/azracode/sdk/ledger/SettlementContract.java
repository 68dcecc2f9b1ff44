// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.List;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** Calls to the Settlement contract, which is also the escrow. Amounts are token base units. */
public final class SettlementContract {
  private static final Bytes32 RECEIPT_SKIPPED =
      Bytes32.of(EventEncoder.encode(Settlement.RECEIPTSKIPPED_EVENT));

  private final Chain chain;
  private final Address address;
  private final Settlement contract;

  public SettlementContract(Chain chain, Address address) {
    this.chain = chain;
    this.address = address;
    this.contract = load(DefaultBlockParameterName.LATEST);
  }

  /** Reads at the head. */
  public SettlementView latest() {
    return view(contract, DefaultBlockParameterName.LATEST);
  }

  public SettlementView at(Block block) {
    return view(load(block.at()), block.at());
  }

  private SettlementView view(Settlement read, DefaultBlockParameter at) {
    return new SettlementView(read, calls -> chain.calls(address, calls, at));
  }

  /** Needs an allowance of {@code amount} for this contract. */
  public Call deposit(Address client, BigInteger amount) {
    return call(contract.deposit(client.toString(), amount));
  }

  public Call deposit(Address client, BigInteger amount, Permit permit) {
    var encoded =
        new Settlement.Permit(permit.encodedDeadline(), permit.v(), permit.r(), permit.s());
    return call(contract.depositWithPermit(client.toString(), amount, encoded));
  }

  public Call withdraw(Address to, BigInteger amount) {
    return call(contract.withdraw(to.toString(), amount));
  }

  public Call open(JobTerms terms) {
    return call(contract.open(EncodedTerms.of(terms)));
  }

  public Call openMany(List<JobTerms> terms) {
    return call(contract.openMany(terms.stream().map(EncodedTerms::of).toList()));
  }

  /**
   * @param clientSignature over the terms: 64 or 65 bytes, or whatever the client's ERC-1271 takes
   */
  public Call openFor(JobTerms terms, byte[] clientSignature) {
    return call(contract.openFor(EncodedTerms.of(terms), clientSignature));
  }

  /** Revokes signed orders: bit {@code b} stands for the nonce {@code word * 256 + b}. */
  public Call invalidate(BigInteger word, BigInteger mask) {
    return call(contract.invalidate(word, mask));
  }

  public Call cancel(JobTerms terms) {
    return call(contract.cancel(EncodedTerms.of(terms)));
  }

  public Call refund(JobTerms terms) {
    return call(contract.refund(EncodedTerms.of(terms)));
  }

  /**
   * @param jobs in the order of the receipt batch that was signed
   * @param signature the enclave's, over that batch
   */
  public Call settle(List<SettledJob> jobs, CompactSignature signature) {
    var rows = jobs.stream().map(job -> EncodedTerms.row(job.terms(), job.receipt())).toList();
    var encoded =
        new Settlement.CompactSignature(signature.r().toByteArray(), signature.vs().toByteArray());
    return call(contract.settle(rows, encoded));
  }

  /** What this contract takes for sessions. */
  public SessionCalls sessions() {
    return new SessionCalls(address, contract);
  }

  /** Rows of a {@link #settle} that moved nothing: their jobs were not open any more, or late. */
  public List<JobId> skipped(TransactionReceipt receipt) {
    return receipt.logsOf(address, RECEIPT_SKIPPED).stream()
        .map(log -> new JobId(log.topics().get(1)))
        .toList();
  }

  public Call claim(NodeId nodeId) {
    return call(contract.claim(BigInteger.valueOf(nodeId.value())));
  }

  public Call claimFees(List<NodeId> nodeIds) {
    return call(
        contract.claimFees(nodeIds.stream().map(id -> BigInteger.valueOf(id.value())).toList()));
  }

  private Settlement load(DefaultBlockParameter at) {
    return Settlement.load(
        address.toString(), chain.web3j(), new Reads(chain, at), new DefaultGasProvider());
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(address, function.encodeFunctionCall());
  }
}
