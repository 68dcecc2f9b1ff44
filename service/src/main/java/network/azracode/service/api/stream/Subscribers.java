// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.settlement.SettlementFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One virtual thread per open stream; all of them end before the server stops. */
@Component
class Subscribers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
  private static final int MAX_STREAMS = 128;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final SettlementFeed feed;
  private final Semaphore free = new Semaphore(MAX_STREAMS);
  private volatile CountDownLatch stopping = new CountDownLatch(0);

  Subscribers(SettlementFeed feed) {
    this.feed = feed;
  }

  /**
   * @throws AzraException {@code stream.too-many}
   */
  SseEmitter open(Optional<StreamCursor> after, SettlementFilter filter) {
    if (!free.tryAcquire()) {
      throw new AzraException(
          "stream.too-many",
          "expected at most %d open streams; try again later".formatted(MAX_STREAMS));
    }
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Thread.ofVirtual().name("settlement-stream").start(() -> follow(emitter, after, filter));
    return emitter;
  }

  private void follow(SseEmitter emitter, Optional<StreamCursor> after, SettlementFilter filter) {
    try {
      send(emitter, after, filter);
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("a reader of the stream is gone");
    } catch (DataAccessException | TransactionException | AzraException unavailable) {
      LOG.warn("stream ended: {}", unavailable.getClass().getSimpleName());
      emitter.complete();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private void send(SseEmitter emitter, Optional<StreamCursor> after, SettlementFilter filter)
      throws IOException, InterruptedException {
    Optional<StreamCursor> cursor = after;
    long quietSince = System.nanoTime();
    boolean stopped = false;
    while (!stopped) {
      List<StreamEvent> events =
          cursor.isPresent() ? feed.following(cursor.get(), filter) : feed.start();
      for (StreamEvent event : events) {
        send(emitter, event);
        cursor = Optional.of(event.cursor());
      }
      if (!events.isEmpty()) {
        quietSince = System.nanoTime();
      } else if (System.nanoTime() - quietSince > KEEP_ALIVE.toNanos()) {
        emitter.send(SseEmitter.event().comment("quiet"));
        quietSince = System.nanoTime();
      }
      // waiting on the latch, never interrupted: an interrupt would break a database connection
      stopped = stopping.await(events.isEmpty() ? PAUSE.toMillis() : 0, TimeUnit.MILLISECONDS);
    }
  }

  private static void send(SseEmitter emitter, StreamEvent event) throws IOException {
    emitter.send(
        SseEmitter.event()
            .id(event.cursor().toString())
            .name(event.name())
            .data(event.data(), MediaType.APPLICATION_JSON));
  }

  @Override
  public void start() {
    stopping = new CountDownLatch(1);
  }

  /** Returns once every stream has ended, or after a few seconds. */
  @Override
  public void stop() {
    stopping.countDown();
    try {
      if (free.tryAcquire(MAX_STREAMS, END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        free.release(MAX_STREAMS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return stopping.getCount() > 0;
  }
}
