// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/**
 * What a room needs for one job.
 *
 * @param privateKey the enclave's raw X25519 key, a copy that the room zeroes
 */
record JobOrder(JobId id, JobTerms terms, byte[] envelope, byte[] privateKey) {
  /** Never the key. */
  @Override
  public String toString() {
    return "JobOrder[" + id + "]";
  }
}
