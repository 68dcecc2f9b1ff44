// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import network.azracode.sdk.protocol.AzraException;

/** What was to be written does not stand on what is there: look again, nothing was changed. */
public final class LedgerConflict extends AzraException {
  private static final long serialVersionUID = 1L;

  LedgerConflict(String what, Object expected, Object found) {
    super("ledger.conflict", "%s: expected %s, found %s".formatted(what, expected, found));
  }
}
