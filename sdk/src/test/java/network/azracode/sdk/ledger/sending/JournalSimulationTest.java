// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.ledger.sending.simulation.Campaign;
import network.azracode.sdk.ledger.sending.simulation.PlantedBug;
import network.azracode.sdk.ledger.sending.simulation.Seeds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Senders over a journal that is rewritten all the time, through everything that may happen. */
class JournalSimulationTest {
  private static final Logger LOG =
      (Logger) LoggerFactory.getLogger("network.azracode.sdk.ledger.sending");

  @TempDir private Path folder;
  private final AtomicInteger files = new AtomicInteger();

  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  /** [T-30] [S22] [S23] [S24] [S25] [S26] */
  @Test
  void everyIntentEndsOnceOrFailsWithAReason() throws IOException {
    Campaign.run("journal", JournalSimulationTest.class, seeds());
  }

  /** [T-31] */
  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(seeds().run(7, PlantedBug.NONE).trace())
        .isEqualTo(seeds().run(7, PlantedBug.NONE).trace())
        .hasSizeGreaterThan(20);
  }

  /** [T-31] */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyPlantedBugIsFound(PlantedBug bug) {
    assertThat(seeds().firstThatFinds(bug, Seeds.firstFor(bug), 500))
        .as(bug + " in 500 seeds")
        .isPresent();
  }

  private Seeds seeds() {
    return new Seeds("journal", () -> new Journals(folder.resolve("j" + files.incrementAndGet())));
  }
}
