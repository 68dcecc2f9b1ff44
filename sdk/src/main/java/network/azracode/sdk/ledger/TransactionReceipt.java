// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What the chain says of an included transaction.
 *
 * @param created the contract that it created
 */
public record TransactionReceipt(
    Bytes32 transactionHash,
    long block,
    Bytes32 blockHash,
    boolean succeeded,
    long gasUsed,
    Optional<Address> created,
    List<EventLog> logs) {
  static TransactionReceipt of(
      org.web3j.protocol.core.methods.response.TransactionReceipt receipt) {
    return new TransactionReceipt(
        Bytes32.of(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        Bytes32.of(receipt.getBlockHash()),
        receipt.isStatusOK(),
        receipt.getGasUsed().longValueExact(),
        Optional.ofNullable(receipt.getContractAddress()).map(Address::of),
        receipt.getLogs().stream().map(EventLog::of).toList());
  }

  /** Events of one contract and one kind, in order. */
  public List<EventLog> logsOf(Address contract, Bytes32 topic) {
    return logs.stream()
        .filter(log -> log.address().equals(contract))
        .filter(log -> !log.topics().isEmpty() && log.topics().getFirst().equals(topic))
        .toList();
  }
}
