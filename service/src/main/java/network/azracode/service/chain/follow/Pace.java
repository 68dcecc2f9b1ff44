// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast a back-fill goes, over its last minute. Not shared between threads. */
final class Pace {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 1_000;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long block) {}

  /**
   * A rate and what it means for the rest.
   *
   * @param secondsLeft until the latest block is reached, if nothing changes
   */
  record Rate(double blocksPerSecond, long secondsLeft) {}

  /** The ledger has reached a block. */
  void reached(Instant now, long block) {
    if (!samples.isEmpty()
        && (samples.getLast().block() >= block || samples.getLast().at().isAfter(now))) {
      samples.clear();
    }
    samples.addLast(new Sample(now, block));
    while (samples.size() > MOST_KEPT
        || samples.size() > 2 && samples.getFirst().at().plus(WINDOW).isBefore(now)) {
      samples.removeFirst();
    }
  }

  /** Empty before there is anything to tell it from. */
  Optional<Rate> towards(long latest) {
    if (samples.size() < 2) {
      return Optional.empty();
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = Math.max(0.001, Duration.between(first.at(), last.at()).toMillis() / 1000.0);
    double rate = (last.block() - first.block()) / seconds;
    return Optional.of(
        new Rate(rate, Math.round(Math.max(0, latest - last.block()) / Math.max(rate, 0.001))));
  }
}
