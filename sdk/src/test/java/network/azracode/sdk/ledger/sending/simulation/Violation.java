// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

/** A promise was broken. An error, so that no sender takes it for the weather. */
public final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message, null, false, false);
  }
}
