// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Finality;
import network.azracode.service.chain.spi.Ledger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;

/** What watches the follower goes by a clock that somebody may set; the follower does not. */
@DisplayName("S18 a clock that is set")
class ClockTest {
  private static final Instant START = Instant.ofEpochSecond(1_000_000_000);
  private static final long LATEST = 1_000_000;

  private Instant now = START;
  private long head = 1;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final FollowerStatus status = new FollowerStatus(clock);
  private final Ledger ledger = new OneBlock();
  private final Following following = new Watched();
  private final MeterRegistry registry = new SimpleMeterRegistry();

  /** A registry refers weakly to whom it asks: one that nobody else holds answers NaN one day. */
  private final LedgerGauges gauges = new LedgerGauges(following, ledger, clock);

  ClockTest() {
    gauges.bindTo(registry);
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -86_400})
  @DisplayName("H-47 a follower that is silent from then on is told as silent within its minute")
  void silenceIsSeen(long seconds) {
    looks(State.FOLLOWING);
    now = now.plusSeconds(seconds);
    status.troubled(State.FAILING, new AzraException("rpc.unreachable", ""));
    now = now.plusSeconds(61);
    assertThat(new FollowingHealth(following, ledger, clock).health().getStatus())
        .isEqualTo(FollowingHealth.NODE_SILENT);
    assertThat(gauge("azra.chain.silence.seconds")).isGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -86_400, 1, -1})
  @DisplayName("H-47 one that looks again is told as well at once")
  void oneThatLooksIsWell(long seconds) {
    looks(State.FOLLOWING);
    now = now.plusSeconds(seconds);
    looks(State.FOLLOWING);
    assertThat(new FollowingHealth(following, ledger, clock).health().getStatus())
        .isIn(Status.UP, FollowingHealth.BEHIND);
    assertThat(gauge("azra.chain.silence.seconds")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -86_400})
  @DisplayName("H-47 metrics go on to tell the present head")
  void metricsGoOn(long seconds) {
    assertThat(gauge("azra.chain.head")).isEqualTo(1);
    now = now.plusSeconds(seconds);
    head = 2;
    assertThat(gauge("azra.chain.head")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -86_400})
  @DisplayName("H-47 the pace of a back-fill is right again a minute later")
  void thePaceIsRightAgain(long seconds) {
    status.going(State.BACKFILLING);
    fill(100, 10);
    now = now.plusSeconds(seconds);
    fill(3, 10);
    assertThat(status.rate().orElseThrow().blocksPerSecond()).isBetween(0.0, 11.0);
    fill(70, 10);
    assertThat(status.rate().orElseThrow().blocksPerSecond()).isBetween(9.0, 11.0);
  }

  @Test
  @DisplayName(
      "H-48 a back-fill tells its pace and the time that is left, a ledger at the head none")
  void aBackfillTellsItsPace() {
    status.going(State.BACKFILLING);
    fill(60, 25);
    assertThat(gauge("azra.chain.backfill.blocks.per.second")).isEqualTo(25);
    assertThat(gauge("azra.chain.backfill.left.seconds"))
        .isEqualTo(Math.round((LATEST - head) / 25.0));
    assertThat(new FollowingHealth(following, ledger, clock).health().getDetails())
        .containsEntry("blocksPerSecond", 25L)
        .containsEntry("secondsLeft", Math.round((LATEST - head) / 25.0));
    looks(State.FOLLOWING);
    assertThat(gauge("azra.chain.backfill.left.seconds")).isZero();
    assertThat(status.rate()).isEmpty();
  }

  private final class Watched implements Following {
    @Override
    public FollowerStatus status() {
      return status;
    }

    @Override
    public boolean leads() {
      return true;
    }
  }

  private final class OneBlock implements Ledger {
    @Override
    public <T> Answer<T> read(Supplier<T> queries) {
      return new Answer<>(head(), queries.get());
    }

    @Override
    public AsOf head() {
      return new AsOf(head, Bytes32.ZERO, Finality.HEAD, now.getEpochSecond(), 0);
    }

    @Override
    public Optional<AsOf> latest() {
      return Optional.of(head());
    }

    @Override
    public Optional<AsOf> finalized() {
      return Optional.of(head());
    }

    @Override
    public Optional<AsOf> block(long number) {
      return Optional.empty();
    }
  }

  private void looks(State state) {
    status.looked();
    status.going(state);
  }

  /** So many seconds, a range in each. */
  private void fill(int seconds, int blocksPerSecond) {
    for (int second = 0; second < seconds; second++) {
      now = now.plus(Duration.ofSeconds(1));
      head += blocksPerSecond;
      var latest =
          new Header(LATEST, Bytes32.ZERO, Bytes32.ZERO, 1, new Bloom(new byte[256]), Bytes32.ZERO);
      status.saw(Optional.of(new BlockReference(head, Bytes32.ZERO)), latest);
    }
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
