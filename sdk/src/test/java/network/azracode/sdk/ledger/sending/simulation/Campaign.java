// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.azracode.sdk.fuzz.CodeDigest;
import network.azracode.sdk.protocol.Bytes32;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many seeds, over several calls. With {@code -Dsimulation.folder} the count is kept there, and
 * goes on where an earlier call stopped; it is void once any code changes that a simulation
 * reaches.
 */
public final class Campaign {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PER_COMMIT = 200;
  private static final int STEP = 20;

  private Campaign() {}

  record Progress(Bytes32 code, long seeds) {}

  /**
   * @param test whose code counts
   * @throws AssertionError with the first seed that breaks a promise
   */
  public static void run(String name, Class<?> test, Seeds seeds) throws IOException {
    long goal = Long.getLong("simulation.seeds", PER_COMMIT);
    String folder = System.getProperty("simulation.folder");
    Bytes32 code = CodeDigest.of(test);
    long done =
        folder == null ? Long.getLong("simulation.from", 0) : kept(file(folder, name), code);
    long end = folder == null ? done + goal : goal;
    while (done < end) {
      seeds.requireSound(done++);
      if (folder != null && (done % STEP == 0 || done == end)) {
        Path file = file(folder, name);
        Files.createDirectories(file.getParent());
        Files.write(file, MAPPER.writeValueAsBytes(new Progress(code, done)));
      }
    }
  }

  private static Path file(String folder, String name) {
    return Path.of(folder, name + ".json").toAbsolutePath();
  }

  private static long kept(Path file, Bytes32 code) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    Progress progress = MAPPER.readValue(Files.readAllBytes(file), Progress.class);
    return progress.code().equals(code) ? progress.seeds() : 0;
  }
}
