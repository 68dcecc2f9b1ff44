// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.AzraException;

/** The job's price pays for no further step. */
final class MeterExhausted extends AzraException {
  private static final long serialVersionUID = 1L;

  MeterExhausted(long limitUnits) {
    super("meter.exhausted", "expected at most %d compute units of work".formatted(limitUnits));
  }
}
