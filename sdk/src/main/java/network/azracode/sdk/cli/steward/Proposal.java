// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.OperationState;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;

/** An operation under the name that its governor gave it; each step is taken once. */
record Proposal(String id, Call operation, Timelock timelock) {

  OperationState state() {
    return timelock.state(operation, salt());
  }

  /**
   * @throws AzraException {@code governor.not-proposer}, {@code timelock.cancelled}
   */
  OperationState schedule(Sending sending) {
    if (!(state() instanceof OperationState.Unknown)) {
      return state();
    }
    require(timelock.mayPropose(sending.address()), "proposer", sending);
    sending.once(id + "/schedule", timelock.schedule(operation, salt()));
    if (state() instanceof OperationState.Unknown) {
      throw new AzraException(
          "timelock.cancelled",
          id + ": was scheduled once and cancelled since; expected another --id");
    }
    return state();
  }

  /**
   * @throws AzraException {@code governor.not-executor}, {@code timelock.unscheduled}, {@code
   *     timelock.waiting}
   */
  OperationState execute(Sending sending) {
    switch (state()) {
      case OperationState.Unknown() ->
          throw new AzraException(
              "timelock.unscheduled",
              id + ": expected it scheduled with these options, found it never was");
      case OperationState.Waiting(long readyAt) -> throw waiting(readyAt, sending);
      case OperationState.Ready _ -> {
        require(timelock.mayExecute(sending.address()), "executor", sending);
        sending.once(id + "/execute", timelock.execute(operation, salt()));
      }
      case OperationState.Done() -> {}
    }
    return state();
  }

  private AzraException waiting(long readyAt, Sending sending) {
    long now = sending.contracts().chain().head().time();
    return new AzraException(
        "timelock.waiting",
        "%s: expected second %d or later, found %d: %d seconds too early"
            .formatted(id, readyAt, now, readyAt - now));
  }

  private static void require(boolean may, String role, Sending sending) {
    if (!may) {
      throw new AzraException(
          "governor.not-" + role,
          "expected the key of a %s of the timelock, found %s".formatted(role, sending.address()));
    }
  }

  private Bytes32 salt() {
    return Governor.salt(id);
  }
}
