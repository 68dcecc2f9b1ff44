// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

/** A process ends at this very instruction. An error, so that nothing on the way survives it. */
final class Died extends Error {
  private static final long serialVersionUID = 1L;

  Died(String where) {
    super(where, null, false, false);
  }
}
