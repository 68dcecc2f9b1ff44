// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands. In JSON amounts are base units of the token, as decimal strings.
 *
 * @param paid to the node, fee included; absent unless it is settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobLine(
    JobId jobId,
    NodeId nodeId,
    State state,
    long deadline,
    String maxPrice,
    @Nullable String paid,
    @JsonIgnore List<String> cells) {
  static final List<String> HEADINGS =
      List.of("JOB", "NODE", "STATE", "DEADLINE", "MAX PRICE", "PAID");

  /** As the description of the command explains them. */
  enum State {
    SEALED,
    OPEN,
    DELIVERED,
    LATE,
    SETTLED,
    REFUNDED,
    CANCELLED,
    VOID
  }

  static List<String> cells(
      JobId id, NodeId node, State state, long deadline, String maxPrice, String paid) {
    return List.of(
        id.toString(),
        node.toString(),
        state.name().toLowerCase(java.util.Locale.ROOT),
        Instant.ofEpochSecond(deadline).toString(),
        maxPrice,
        paid);
  }
}
