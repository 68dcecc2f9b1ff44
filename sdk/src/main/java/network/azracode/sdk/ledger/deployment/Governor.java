// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.nio.charset.StandardCharsets;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/** Whoever the timelock lets propose and execute: schedules an operation, later carries it out. */
public final class Governor {
  private final Sender sender;
  private final Timelock timelock;

  public Governor(Sender sender, Timelock timelock) {
    this.sender = sender;
    this.timelock = timelock;
  }

  /**
   * Schedules an operation and executes it if its time has come; to be asked again until then.
   *
   * @param intentId also tells apart operations that ask for the same thing
   * @return of the execution
   * @throws AzraException {@code timelock.waiting} while the delay lasts
   */
  public TransactionReceipt perform(String intentId, Call operation) {
    Bytes32 salt = salt(intentId);
    sender.submit(intentId + "/schedule", timelock.schedule(operation, salt));
    if (!timelock.isDone(operation, salt) && !timelock.isReady(operation, salt)) {
      throw new AzraException(
          "timelock.waiting",
          "%s: scheduled; it can be executed %d seconds after that"
              .formatted(intentId, timelock.delaySeconds()));
    }
    return sender.submit(intentId + "/execute", timelock.execute(operation, salt));
  }

  /** What tells apart operations that ask for the same thing. */
  public static Bytes32 salt(String intentId) {
    return Keccak.hash(intentId.getBytes(StandardCharsets.UTF_8));
  }
}
