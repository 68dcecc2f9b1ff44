// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.JobHistory;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.protocol.AzraException;

/** Puts a sealed job on chain, if it is not there; under the id that a killed command used. */
final class Opening {
  private static final String NONCE_TAKEN = "NonceMismatch";

  private final Contracts contracts;

  Opening(Contracts contracts) {
    this.contracts = contracts;
  }

  /** Whether it was ever opened; it may have ended since. */
  boolean isDone(OpenedJob job) {
    return contracts.settlement().latest().job(job.id()).isOpen()
        || new JobHistory(contracts.chain(), contracts.deployment(), job.terms())
            .opened()
            .isPresent();
  }

  /**
   * @throws AzraException {@code order.unsigned}, {@code job.late}, {@code job.nonce-taken}; what
   *     the contract refuses
   */
  void open(OpenedJob job, SealedOrder order, Sending sending) {
    if (contracts.chain().head().time() > job.terms().deadline()) {
      throw new AzraException(
          "job.late", "expected a deadline to come, found one that has passed: nothing was paid");
    }
    try {
      sending.sender().submit("open-" + job.id(), call(job, order, sending));
    } catch (ContractReverted refused) {
      throw refused.errorName().equals(NONCE_TAKEN)
          ? new AzraException(
              "job.nonce-taken",
              "expected a nonce that is free, found it taken by another job: nothing was paid, run"
                  + " the job anew",
              refused)
          : refused;
    }
  }

  private Call call(OpenedJob job, SealedOrder order, Sending sending) {
    SettlementContract settlement = contracts.settlement();
    if (order.signature().length() > 0) {
      return settlement.openFor(job.terms(), order.signature().toByteArray());
    }
    if (!sending.address().equals(job.terms().client()) || job.terms().nonce() < 0) {
      throw new AzraException(
          "order.unsigned",
          "expected a signature of the client %s over the job's id, found none: see 'azra job open"
                  .formatted(job.terms().client())
              + " --signature'");
    }
    return settlement.open(job.terms());
  }
}
