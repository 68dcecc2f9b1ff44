// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import network.azracode.sdk.protocol.Address;
import network.azracode.service.chain.rpc.ChainLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is asked for at once. */
class RangeSizeTest {
  private final RangeSize size = new RangeSize();

  /** [H-58] */
  @ParameterizedTest
  @CsvSource({"100, 1600, 500, 100", "100, 16000, 50, 10", "1, 10000, 1, 1", "100, 0, 2000, 2000"})
  @DisplayName("H-58 a range holds about 8,000 logs, an answer 1,600, however dense blocks are")
  void anAnswerHoldsAFifthOfARange(long blocks, int logs, int range, int answer) {
    for (int reads = 0; reads < 50; reads++) {
      size.read(blocks, logs);
    }
    assertThat(size.blocks()).isEqualTo(range);
    assertThat(size.blocksPerAnswer()).isEqualTo(answer);
  }

  @Test
  @DisplayName("H-22 a range doubles until one is refused, and grows by a quarter from then on")
  void whoWasRefusedAsksForLittleMore() {
    size.read(100, 0);
    assertThat(size.blocks()).isEqualTo(200);
    assertThat(size.shrink(200)).isTrue();
    assertThat(size.blocks()).isEqualTo(100);
    size.read(100, 0);
    assertThat(size.blocks()).isEqualTo(125);
  }

  @Test
  @DisplayName("H-60 a narrow range that is refused is halved, not what it might have been")
  void theLastBlocksOfAChainAreRefusedOnceEach() {
    size.read(100, 0);
    assertThat(size.shrink(3)).isTrue();
    assertThat(size.blocks()).isEqualTo(1);
    assertThat(size.shrink(1)).isFalse();
  }

  /** [H-58] */
  @ParameterizedTest
  @CsvSource({"10, 10", "10, 11", "10, 30", "7, 100"})
  @DisplayName("H-58 the logs of each block but those left out are asked for once, in order")
  void everyBlockIsInOneSpan(long from, long to) {
    List<BlockSpan> spans = BlockSpan.of(from, to, 4, block -> block % 10 == 3 || block == to);
    assertThat(spans.stream().flatMapToLong(s -> LongStream.rangeClosed(s.from(), s.to())))
        .containsExactlyElementsOf(
            LongStream.range(from, to).filter(block -> block % 10 != 3).boxed().toList());
    assertThat(spans).allMatch(span -> span.to() - span.from() < 4);
  }

  /** [H-58] */
  @Test
  @DisplayName("H-58 blocks that are fewer than an answer holds are one question")
  void fewBlocksAreOneQuestion() {
    assertThat(BlockSpan.of(5, 8, 100, block -> false)).containsExactly(new BlockSpan(5, 8));
  }

  /** [H-58] */
  @Test
  @DisplayName("H-58 the answers of a range hold no more together than one may")
  void answersAreBoundedTogether() {
    List<Integer> allowed = new ArrayList<>();
    ChainLog log = Blocks.log(5, 0, Address.ZERO);
    RangeInquiry.LogIndex index =
        (from, to, most) -> {
          allowed.add(most);
          return List.of(log, log, log);
        };
    List<BlockSpan> spans = BlockSpan.of(5, 10, 2, block -> false);
    assertThat(RangeInquiry.logs(index, spans, 10)).hasSize(9);
    assertThat(allowed).containsExactly(10, 7, 4);
  }
}
