// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.jobs.Job;
import network.azracode.service.jobs.JobFilter;
import network.azracode.service.jobs.JobState;
import network.azracode.service.jobs.Jobs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs: that they ran, for whom, at what price; nothing of what they were about. */
@RestController
@Tag(name = "jobs")
class JobsController {
  private final Jobs jobs;

  JobsController(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Jobs, newest opening first.
   *
   * @param from first second of opening, unix seconds; {@code to} is the first no longer listed
   */
  @GetMapping("/jobs")
  ResponseEntity<Listing<JobAnswer>> list(
      @RequestParam Optional<NodeId> node,
      @RequestParam Optional<Address> client,
      @RequestParam Optional<JobState> state,
      @RequestParam Optional<Long> from,
      @RequestParam Optional<Long> to,
      @RequestParam Optional<Position> after,
      @RequestParam(defaultValue = "50") int limit) {
    JobFilter filter = new JobFilter(node, client, state, from, to);
    return Listing.of(jobs.list(filter, after, new PageLimit(limit)), JobAnswer::of).tagged();
  }

  /** One job: its terms, and how it ended. */
  @GetMapping("/jobs/{jobId}")
  ResponseEntity<Found<JobAnswer>> find(@PathVariable JobId jobId) {
    Answer<Optional<Job>> answer = jobs.find(jobId);
    Job job =
        answer
            .value()
            .orElseThrow(() ->
                new AzraException(
                    "job.unknown",
                    "job %s: expected one that was opened, found none up to block %d"
                        .formatted(jobId, answer.asOf().block())));
    return new Found<>(answer.asOf(), JobAnswer.of(job)).tagged();
  }
}
