// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

/** How far an operation has come in its {@link Timelock}. */
public sealed interface OperationState {
  /** Never scheduled, or cancelled. */
  record Unknown() implements OperationState {}

  /**
   * @param readyAt first second at which it can be executed, Unix time
   */
  record Waiting(long readyAt) implements OperationState {}

  /**
   * @param readyAt since when
   */
  record Ready(long readyAt) implements OperationState {}

  /** Executed. */
  record Done() implements OperationState {}
}
