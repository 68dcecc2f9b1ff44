// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import network.azracode.sdk.protocol.JobId;

/**
 * Told of a job before its money moves, so that no crash forgets what was paid for. An envelope
 * cannot be sealed twice to the same terms: whoever loses it waits for the refund.
 */
public interface JobMemory {
  /** For programs that would rather wait for a refund. */
  JobMemory NONE =
      new JobMemory() {
        @Override
        public void remember(OpenedJob job) {}

        @Override
        public void forget(JobId id) {}
      };

  /** Returns once the job is kept for good; it may never be opened. */
  void remember(OpenedJob job);

  /** The job was not opened, and never will be. */
  void forget(JobId id);
}
