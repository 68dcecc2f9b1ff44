// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.math.BigInteger;
import java.util.Optional;
import network.azracode.sdk.cli.job.JobLine.State;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.ledger.JobHistory;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** Asks the chain where remembered jobs stand; nobody else has to be believed. */
final class JobProgress {
  private final Contracts contracts;
  private final JobStore jobs;
  private final TokenAmounts amounts;
  private final long now;

  JobProgress(Contracts contracts, JobStore jobs) {
    this.contracts = contracts;
    this.jobs = jobs;
    this.amounts = contracts.amounts();
    this.now = contracts.chain().head().time();
  }

  JobLine line(SealedOrder order) {
    JobId id = order.job(contracts.deployment()).id();
    Optional<BigInteger> paid = Optional.empty();
    State state = whileOpen(id, order.terms());
    if (!contracts.settlement().latest().job(id).isOpen()) {
      var history = new JobHistory(contracts.chain(), contracts.deployment(), order.terms());
      paid = history.settled().map(JobHistory.Settled::payment);
      state = paid.isPresent() ? State.SETTLED : ended(history, order.terms());
    }
    return line(id, order.terms(), state, paid);
  }

  private State whileOpen(JobId id, JobTerms terms) {
    if (now > terms.deadline()) {
      return State.LATE;
    }
    return jobs.receipt(id).isPresent() ? State.DELIVERED : State.OPEN;
  }

  private State ended(JobHistory history, JobTerms terms) {
    if (history.opened().isEmpty()) {
      return now > terms.deadline() || isNonceTaken(terms) ? State.VOID : State.SEALED;
    }
    return history.isRefunded() ? State.REFUNDED : State.CANCELLED;
  }

  /** Direct openings take their nonces in sequence; those of signed orders have none. */
  private boolean isNonceTaken(JobTerms terms) {
    return terms.nonce() >= 0
        && terms.nonce() < contracts.settlement().latest().account(terms.client()).nonce();
  }

  private JobLine line(JobId id, JobTerms terms, State state, Optional<BigInteger> paid) {
    return new JobLine(
        id,
        terms.nodeId(),
        state,
        terms.deadline(),
        terms.maxPrice().toString(),
        paid.map(BigInteger::toString).orElse(null),
        JobLine.cells(
            id,
            terms.nodeId(),
            state,
            terms.deadline(),
            amounts.text(terms.maxPrice()),
            paid.map(amounts::text).orElse("-")));
  }
}
