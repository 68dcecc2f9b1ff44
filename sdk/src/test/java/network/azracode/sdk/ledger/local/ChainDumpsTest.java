// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** N-18: a kept chain always has a complete dump to go on from. */
class ChainDumpsTest {
  private static final String STATE = "{\"accounts\":{},\"best_block_number\":%d,\"blocks\":[{}]}";

  @TempDir Path folder;

  @Test
  void theNewestOfTheLastTwoIsTaken() throws IOException {
    var dumps = new ChainDumps(folder);
    assertThat(dumps.newest()).isEmpty();
    for (int block = 8; block <= 12; block++) {
      dumps.keep(STATE.formatted(block).getBytes(UTF_8));
    }
    assertThat(dumps.newest().orElseThrow()).hasContent(STATE.formatted(12));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"accounts\":{},\"best_block_number\":9,\"blocks\":[{}]",
        "{\"accounts\":{},\"best_block_number\":9}",
        "{\"accounts\":{},\"best_block_number\":9,\"blocks\":[{}]}{",
        "[]"
      })
  void aDumpThatDoesNotParseIsPassedOverAndNeverTakesThePlaceOfTheLastGoodOne(String cut)
      throws IOException {
    var dumps = new ChainDumps(folder);
    dumps.keep(STATE.formatted(8).getBytes(UTF_8));
    dumps.keep(STATE.formatted(9).getBytes(UTF_8));
    Files.writeString(dumps.newest().orElseThrow(), cut);
    assertThat(dumps.newest().orElseThrow()).hasContent(STATE.formatted(8));
    dumps.keep(STATE.formatted(10).getBytes(UTF_8));
    Files.writeString(dumps.newest().orElseThrow(), cut);
    assertThat(dumps.newest().orElseThrow()).hasContent(STATE.formatted(8));
  }

  @Test
  void aDraftThatAKillLeftIsNoDump() throws IOException {
    Files.writeString(folder.resolve("dump-7.json.new"), STATE.formatted(7));
    assertThat(new ChainDumps(folder).newest()).isEmpty();
  }

  @Test
  void dumpsTakeAtMostATwentiethOfTheTimeWithinBounds() {
    assertThat(ChainKeeper.pauseAfter(Duration.ofMillis(10))).isEqualTo(Duration.ofSeconds(5));
    assertThat(ChainKeeper.pauseAfter(Duration.ofMillis(400))).isEqualTo(Duration.ofSeconds(8));
    assertThat(ChainKeeper.pauseAfter(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(20));
  }
}
