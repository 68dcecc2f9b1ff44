// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.AzraException;

/** Where one envelope at a time is opened. */
@FunctionalInterface
interface Room {
  /** Comes in with an envelope; nothing is opened yet. */
  Visit enter(JobOrder order);

  /** One job; once it is closed nothing of the plaintext is left. */
  interface Visit extends AutoCloseable {
    /**
     * Opens, runs and seals.
     *
     * @throws AzraException {@link Enclave#UNOPENABLE}, {@code enclave.job-lost}
     */
    Work work();

    @Override
    void close();
  }
}
