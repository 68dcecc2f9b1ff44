// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** [N-32] What a loop says of rounds that fail, and of one that it is told to leave. */
@Timeout(60)
class LoopTest {
  private static final Set<String> OURS = Set.of("cut-off", "failing");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Loop.class);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);

  private final AppenderBase<ILoggingEvent> lines =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          // another suite's node may still be ending in this process
          if (OURS.contains(line.getThreadName())) {
            told.add(line.getFormattedMessage());
          }
        }
      };

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
  }

  @Test
  void aRoundThatIsCutOffByTheEndIsNotToldAsAFailure() throws InterruptedException {
    try (Loop loop = Loop.start("cut-off", Duration.ZERO, this::waitForEver)) {
      begun.await();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aRoundThatFailsByItselfIsTold() throws InterruptedException {
    try (Loop loop = Loop.start("failing", Duration.ZERO, LoopTest::fail)) {
      assertThat(told.take()).isEqualTo("failing failed");
    }
  }

  /** As a call does that wraps its interruption in an error of its own. */
  private void waitForEver() {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fail() {
    throw new IllegalStateException("by itself");
  }
}
