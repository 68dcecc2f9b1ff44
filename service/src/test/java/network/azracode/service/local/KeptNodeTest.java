// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** [N-43] What is stopped is not started again. */
class KeptNodeTest {
  /** With these a node ends by itself. */
  private static final List<String> NONSENSE = List.of("--no-such-option");

  @TempDir private Path home;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** [N-43] */
  @Test
  void aNodeThatGoesWhileTheNetworkStopsIsNeitherToldNorReplaced() throws Exception {
    try (KeptNode node =
        new KeptNode(
            "operator-1: node 1",
            home,
            NONSENSE,
            stopping::get,
            new PrintStream(said, true, UTF_8))) {
      awaitGone(node);
      stopping.set(true);
      node.replaceIfGone();
      assertThat(said.toString(UTF_8)).isEmpty();
      assertThat(node.alive()).isFalse();

      stopping.set(false);
      node.replaceIfGone();
      assertThat(said.toString(UTF_8)).isEqualTo("operator-1: node 1 is gone, starting it again\n");
    }
  }

  /** [N-43] */
  @Test
  void theNetworkStopsFromTheFirstReasonOn() {
    var stop = new StopSignal();
    assertThat(stop.isEnding()).isFalse();
    stop.ask();
    assertThat(stop.isEnding()).isTrue();
  }

  private static void awaitGone(KeptNode node) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (node.alive()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
