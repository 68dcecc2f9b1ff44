// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;

/**
 * Which jobs to list; what is empty does not filter.
 *
 * @param from first second of opening, Unix seconds
 * @param to first second no longer listed
 */
public record JobFilter(
    Optional<NodeId> nodeId,
    Optional<Address> client,
    Optional<JobState> state,
    Optional<Long> from,
    Optional<Long> to) {
  public static final JobFilter ALL =
      new JobFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
