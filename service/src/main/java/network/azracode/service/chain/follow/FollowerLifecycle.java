// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.leader.Leadership;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.rpc.HeadSubscription;
import network.azracode.service.chain.rpc.RpcMeters;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.LedgerWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Starts following with the application, unless it is a replica, and stops with it. */
@Component
class FollowerLifecycle implements SmartLifecycle, Following {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ChainProperties properties;
  private final Deployment deployment;
  private final List<Projection> projections;
  private final JdbcTemplate jdbc;
  private final PlatformTransactionManager transactions;
  private final boolean rebuild;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private final RpcMeters rpcMeters;
  private volatile @Nullable Running running;

  private record Running(
      Leadership leadership,
      Follower follower,
      Thread thread,
      ChainSources sources,
      Optional<ChainSources> witnesses,
      List<HeadSubscription> subscriptions) {}

  FollowerLifecycle(
      ChainProperties properties,
      Deployment deployment,
      List<Projection> projections,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      MeterRegistry registry,
      Clock clock,
      @Value("${azra.rebuild:false}") boolean rebuild) {
    this.properties = properties;
    this.deployment = deployment;
    this.projections = projections;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.rebuild = rebuild;
    this.status = new FollowerStatus(clock);
    this.metrics = new FollowerMetrics(registry, status);
    this.rpcMeters = new RpcMeters(registry);
  }

  @Override
  public FollowerStatus status() {
    return status;
  }

  @Override
  public boolean leads() {
    Running current = running;
    return current != null && current.leadership().token().isPresent();
  }

  @Override
  public synchronized void start() {
    if (properties.replica()) {
      status.going(State.REPLICA);
      return;
    }
    var leadership = new Leadership(Objects.requireNonNull(jdbc.getDataSource()));
    var ledger = new LedgerWriter(jdbc, transactions, projections, deployment, leadership);
    var sources = new ChainSources(properties.rpcUrls(), deployment, rpcMeters);
    var witnesses =
        Optional.of(properties.witnessUrls())
            .filter(urls -> !urls.isEmpty())
            .map(urls -> new ChainSources(urls, deployment, rpcMeters));
    Function<LedgerWriter, FollowStep> steps =
        into -> new FollowStep(into, witnesses, properties, deployment, status, metrics);
    var rebuilding =
        new RebuildStep(
            ledger,
            Objects.requireNonNull(jdbc.getDataSource()),
            projections,
            deployment,
            leadership,
            steps,
            rebuild);
    var poll = Duration.ofMillis(properties.pollMillis());
    var follower =
        new Follower(leadership, sources, rebuilding, steps.apply(ledger), status, metrics, poll);
    leadership.start();
    var thread = Thread.ofVirtual().name("chain-follower").start(follower);
    var subscriptions =
        properties.webSocketUrls().stream()
            .map(url -> new HeadSubscription(url, follower::hint))
            .toList();
    running = new Running(leadership, follower, thread, sources, witnesses, subscriptions);
  }

  @Override
  public synchronized void stop() {
    Running ending = running;
    if (ending == null) {
      return;
    }
    ending.subscriptions().forEach(HeadSubscription::close);
    ending.follower().stop();
    try {
      if (!ending.thread().join(STOP)) {
        ending.thread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.sources().close();
    ending.leadership().close();
    ending.witnesses().ifPresent(ChainSources::close);
    running = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
