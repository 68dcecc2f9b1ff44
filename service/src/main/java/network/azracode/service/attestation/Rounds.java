// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.transactions.Outbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What an attestor does unasked, again and again. Any number of instances may. */
@Component
class Rounds implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Attestor attestor;
  private final Watch watch;
  private final Condemning condemning;
  private final DueCases dueCases;
  private final Contradictions contradictions;
  private final Equivocations equivocations;
  private final Outbox outbox;
  private final Duration pause;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  Rounds(
      Attestor attestor,
      Watch watch,
      Condemning condemning,
      DueCases dueCases,
      Contradictions contradictions,
      Equivocations equivocations,
      Outbox outbox,
      AttestationProperties properties) {
    this.attestor = attestor;
    this.watch = watch;
    this.condemning = condemning;
    this.dueCases = dueCases;
    this.contradictions = contradictions;
    this.equivocations = equivocations;
    this.outbox = outbox;
    this.pause = Duration.ofSeconds(properties.roundSeconds());
  }

  @Override
  public synchronized void start() {
    if (attestor.address().isPresent() || outbox.isOpen()) {
      stopping = false;
      thread = Thread.ofVirtual().name("attestation-rounds").start(this::run);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        Thread.sleep(pause);
        step("what was sent", outbox::resume);
        if (attestor.address().isPresent()) {
          step("evidence", watch::look);
          step("faults", condemning::condemn);
        }
        step("cases", dueCases::execute);
        step("settlements", contradictions::look);
        step("receipts", equivocations::prove);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void step(String what, Runnable act) {
    try {
      act.run();
    } catch (AzraException failure) {
      LOG.warn("looking after {}: {} {}", what, failure.code(), failure.getMessage());
    } catch (RuntimeException unexpected) {
      if (!stopping) {
        LOG.error("looking after {} failed", what, unexpected);
      }
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    stopping = true;
    running.interrupt();
    try {
      if (!running.join(STOP)) {
        LOG.warn("a round goes on after {}", STOP);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
