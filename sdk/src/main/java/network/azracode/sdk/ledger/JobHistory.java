// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.Optional;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Receipt;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** What events of the Settlement contract tell of one job that the storage has forgotten. */
public final class JobHistory {
  private final Chain chain;
  private final Deployment deployment;

  /**
   * A payment.
   *
   * @param receipt as the contract took it
   * @param payment what left the client, {@code fee} included; token base units
   */
  public record Settled(
      Receipt receipt,
      BigInteger payment,
      BigInteger fee,
      BigInteger refund,
      long block,
      Bytes32 transactionHash) {}

  public JobHistory(Chain chain, Deployment deployment) {
    this.chain = chain;
    this.deployment = deployment;
  }

  /** The block in which a job was opened. */
  public Optional<Long> opened(JobId id) {
    return only(Settlement.JOBOPENED_EVENT, id).map(log -> log.getBlockNumber().longValueExact());
  }

  /** What was paid for a job; empty unless it was settled. */
  public Optional<Settled> settled(JobId id) {
    return only(Settlement.JOBSETTLED_EVENT, id).map(log -> settled(id, log));
  }

  public boolean isRefunded(JobId id) {
    return only(Settlement.JOBREFUNDED_EVENT, id).isPresent();
  }

  private static Settled settled(JobId id, Log log) {
    var event = Settlement.getJobSettledEventFromLog(log);
    return new Settled(
        new Receipt(
            id,
            event.computeUnits.longValue(),
            event.startedAt.longValueExact(),
            event.finishedAt.longValueExact(),
            event.wipedAt.longValueExact(),
            Bytes32.of(event.resultCommitment)),
        event.payment,
        event.fee,
        event.refund,
        log.getBlockNumber().longValueExact(),
        Bytes32.of(log.getTransactionHash()));
  }

  /** A job is opened once and ends once. */
  private Optional<Log> only(Event event, JobId id) {
    var topic = Bytes32.of(EventEncoder.encode(event));
    return chain.logs(deployment.settlement(), deployment.block(), topic, id.value()).stream()
        .findFirst();
  }
}
