// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.exceptions.ClientConnectionException;

/** L-29: an event is found within what a provider gives at a time, whatever that is. */
class LogPagesTest {
  private static final BlockRange RANGE = new BlockRange(1_000, 21_000);

  private final List<BlockRange> asked = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1_000, 1_001, 13_777, 20_999, 21_000})
  void anEventIsFoundWhereverItIsByPagesThatTheProviderGives(long block) {
    assertThat(first(block, 512)).hasValueSatisfying(log -> assertThat(log).isEqualTo(at(block)));
    assertNothingWasLeftOut(block);
    assertThat(asked.size()).isLessThan(120);
  }

  @Test
  void whereThereIsNoneEveryBlockWasAsked() {
    assertThat(first(99_999, 512)).isEmpty();
    assertNothingWasLeftOut(RANGE.to());
  }

  @Test
  void aProviderWithoutALimitIsAskedOnce() {
    assertThat(first(13_777, Long.MAX_VALUE)).isPresent();
    assertThat(asked).containsExactly(RANGE);
  }

  /** Some say by the status of their answer that a range is too wide. */
  @Test
  void aRefusalByStatusIsARefusalToo() {
    var pages =
        new LogPages(blocks -> {
          if (blocks.to() - blocks.from() >= 100) {
            throw new AzraException(
                Chain.UNREACHABLE, "413", new ClientConnectionException("413; too large"));
          }
          return logs(blocks, 1_200);
        });
    assertThat(pages.first(RANGE)).isPresent();
  }

  @Test
  void aProviderThatTellsNoEventsAtAllIsNamedWithTheBlock() {
    assertThatThrownBy(() -> first(13_777, 0))
        .isInstanceOfSatisfying(
            AzraException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("chain.logs");
              assertThat(refused.getMessage()).contains("events of block 1000", "too wide");
            });
    assertThat(asked).hasSize(15);
  }

  @Test
  void aNodeThatIsGoneIsNotAskedInSmallerPieces() {
    var gone = new AzraException(Chain.UNREACHABLE, "gone", new java.net.ConnectException());
    var pages =
        new LogPages(blocks -> {
          asked.add(blocks);
          throw gone;
        });
    assertThatThrownBy(() -> pages.first(RANGE)).isSameAs(gone);
    assertThat(asked).hasSize(1);
  }

  private Optional<Log> first(long event, long limit) {
    return new LogPages(
            blocks -> {
              asked.add(blocks);
              if (blocks.to() - blocks.from() >= limit) {
                throw new RpcException("eth_getLogs", -32_005, "too wide");
              }
              return logs(blocks, event);
            })
        .first(RANGE);
  }

  /** Answered pages follow each other without a hole, from the first block on. */
  private void assertNothingWasLeftOut(long upTo) {
    long next = RANGE.from();
    for (BlockRange page : asked) {
      if (page.to() - page.from() < 512) {
        assertThat(page.from()).isEqualTo(next);
        next = page.to() + 1;
      }
    }
    assertThat(next).isGreaterThan(upTo);
  }

  private static List<Log> logs(BlockRange blocks, long event) {
    return event >= blocks.from() && event <= blocks.to() ? List.of(at(event)) : List.of();
  }

  private static Log at(long block) {
    Log log = new Log();
    log.setBlockNumber("0x" + BigInteger.valueOf(block).toString(16));
    return log;
  }
}
