// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.Optional;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Receipt;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/**
 * What events of the Settlement contract tell of one job that the storage has forgotten. A job is
 * due while the verdict stands under which it was opened, and no verdict stands longer than the
 * registry's longest: so the terms alone tell which blocks to look in, however long the chain is.
 */
public final class JobHistory {
  private final Chain chain;
  private final Deployment deployment;
  private final JobTerms terms;
  private final JobId id;
  private @Nullable BlockRange whole;
  private @Nullable BlockRange alive;

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

  /** Of the job with these terms. */
  public JobHistory(Chain chain, Deployment deployment, JobTerms terms) {
    this.chain = chain;
    this.deployment = deployment;
    this.terms = terms;
    this.id = terms.id(deployment.settlementDomain());
  }

  /** The block in which it was opened. */
  public Optional<Long> opened() {
    return only(Settlement.JOBOPENED_EVENT, alive())
        .map(log -> log.getBlockNumber().longValueExact());
  }

  /** What was paid for it; empty unless it was settled. */
  public Optional<Settled> settled() {
    return only(Settlement.JOBSETTLED_EVENT, alive()).map(log -> settled(id, log));
  }

  public boolean isRefunded() {
    return only(Settlement.JOBREFUNDED_EVENT, new BlockRange(alive().from(), whole().to()))
        .isPresent();
  }

  private BlockRange whole() {
    if (whole == null) {
      whole = new BlockRange(deployment.block(), chain.head().number());
    }
    return whole;
  }

  private BlockRange alive() {
    if (alive == null) {
      var registry = new Registry(chain, deployment.nodeRegistry());
      alive =
          whole()
              .within(
                  chain,
                  terms.deadline() - registry.latest().maxLifetimeSeconds(),
                  terms.deadline());
    }
    return alive;
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
  private Optional<Log> only(Event event, BlockRange blocks) {
    var topic = Bytes32.of(EventEncoder.encode(event));
    return new LogPages(page -> chain.logs(deployment.settlement(), page, topic, id.value()))
        .first(blocks);
  }
}
