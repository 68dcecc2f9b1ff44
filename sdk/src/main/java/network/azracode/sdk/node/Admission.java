// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** Whether the node takes a job on; consent is starting to work. */
@FunctionalInterface
public interface Admission {
  /**
   * Returns if the job is paid for, for the enclave's present key, at or above the offer and with
   * time enough.
   *
   * @param backlogSeconds of work that is before it
   * @throws RefusedRequest with the rule that it breaks
   */
  void require(JobId id, JobTerms terms, long backlogSeconds);
}
