// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.azracode.sdk.protocol.Bytes32;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a target has run so far without a finding.
 *
 * @param code digest of the code that was run
 * @param seconds of wall time
 * @param cpuSeconds of the processor, all threads together
 * @param peakMegabytes resident, of the largest process
 */
record Progress(Bytes32 code, double seconds, double cpuSeconds, long runs, long peakMegabytes) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** One call of the fuzzer. */
  record Slice(double seconds, double cpuSeconds, long runs, long peakMegabytes) {}

  /** What was kept, or nothing where it was kept of other code. */
  static Progress read(Path file, Bytes32 code) throws IOException {
    Progress none = new Progress(code, 0, 0, 0, 0);
    if (!Files.exists(file)) {
      return none;
    }
    Progress kept = MAPPER.readValue(Files.readAllBytes(file), Progress.class);
    return kept.code.equals(code) ? kept : none;
  }

  void write(Path file) throws IOException {
    Files.write(file, MAPPER.writeValueAsBytes(this));
  }

  Progress plus(Slice slice) {
    return new Progress(
        code,
        seconds + slice.seconds,
        cpuSeconds + slice.cpuSeconds,
        runs + slice.runs,
        Math.max(peakMegabytes, slice.peakMegabytes));
  }

  /** As the table in docs/fuzzing.md has it. */
  String row(String label) {
    return "| `%s` | %.0f | %.0f | %,d | %d | none |"
        .formatted(label, seconds, cpuSeconds, runs, peakMegabytes);
  }
}
