// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.client.JobMemory;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.protocol.JobId;

/** Tells what is remembered, so that an interrupted person knows how to go on. */
record Announced(JobMemory jobs, Progress progress) implements JobMemory {
  @Override
  public void remember(OpenedJob job) {
    jobs.remember(job);
    progress.say(
        "job %s: sealed and remembered; if interrupted: azra job fetch %s"
            .formatted(job.id(), job.id()));
  }

  @Override
  public void forget(JobId id) {
    jobs.forget(id);
    progress.say("job %s: not opened, forgotten".formatted(id));
  }
}
