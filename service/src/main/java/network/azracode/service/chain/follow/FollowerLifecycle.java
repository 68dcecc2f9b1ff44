// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.leader.Leadership;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.LedgerWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Starts following with the application, unless it is a replica, and stops with it. */
@Component
class FollowerLifecycle implements SmartLifecycle {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ChainProperties properties;
  private final Deployment deployment;
  private final List<Projection> projections;
  private final JdbcTemplate jdbc;
  private final PlatformTransactionManager transactions;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private @Nullable Running running;

  private record Running(
      Leadership leadership,
      Follower follower,
      Thread thread,
      ChainSources sources,
      Optional<ChainSources> witnesses) {}

  FollowerLifecycle(
      ChainProperties properties,
      Deployment deployment,
      List<Projection> projections,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      MeterRegistry registry,
      Clock clock) {
    this.properties = properties;
    this.deployment = deployment;
    this.projections = projections;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.status = new FollowerStatus(clock);
    this.metrics = new FollowerMetrics(registry, status);
  }

  FollowerStatus status() {
    return status;
  }

  @Override
  public synchronized void start() {
    if (properties.replica()) {
      status.going(State.REPLICA);
      return;
    }
    var leadership = new Leadership(Objects.requireNonNull(jdbc.getDataSource()));
    var ledger = new LedgerWriter(jdbc, transactions, projections, deployment, leadership);
    var sources = new ChainSources(properties.rpcUrls(), deployment);
    var witnesses =
        Optional.of(properties.witnessUrls())
            .filter(urls -> !urls.isEmpty())
            .map(urls -> new ChainSources(urls, deployment));
    var step = new FollowStep(ledger, witnesses, properties, deployment, status, metrics);
    var poll = Duration.ofMillis(properties.pollMillis());
    var follower = new Follower(leadership, sources, step, status, metrics, poll);
    leadership.start();
    var thread = Thread.ofVirtual().name("chain-follower").start(follower);
    running = new Running(leadership, follower, thread, sources, witnesses);
  }

  @Override
  public synchronized void stop() {
    if (running == null) {
      return;
    }
    running.follower().stop();
    try {
      if (!running.thread().join(STOP)) {
        running.thread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.sources().close();
    running.leadership().close();
    running.witnesses().ifPresent(ChainSources::close);
    running = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
