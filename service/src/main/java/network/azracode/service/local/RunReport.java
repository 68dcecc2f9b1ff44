// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.azracode.sdk.protocol.Durable;
import network.azracode.sdk.protocol.Json;

/**
 * What a counted run has to show; as JSON its last line, and {@code local-run.json}.
 *
 * @param jobs opened
 * @param settled as the ledger says
 * @param claimed settled ones whose earnings have been paid out
 * @param refunded after their deadline
 * @param differences between what was wanted and what is, and between ledger and contracts
 * @param seconds from start to end
 */
record RunReport(
    int jobs, int settled, int claimed, int refunded, List<String> differences, long seconds) {

  /** What there is to say of a run that ended before its count was reached. */
  static RunReport unproven(JobTally tally, String why, Duration after) {
    int settled = tally.settled().size();
    String difference = "jobs: found %d settled when it ended: %s".formatted(settled, why);
    return new RunReport(
        tally.openedCount(),
        settled,
        0,
        tally.refundedCount(),
        List.of(difference),
        after.toSeconds());
  }

  /** Exit code of the program: zero says that everything agrees. */
  int status() {
    return differences.isEmpty() ? 0 : 1;
  }

  String json() {
    return Json.MAPPER.writeValueAsString(this);
  }

  /** Replaces the report of the run before. */
  void write(Path file) throws IOException {
    Durable.replace(file, (json() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
