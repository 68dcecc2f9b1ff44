// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.chain.store.LedgerWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The real follower, looking when it is told to, on a clock that moves when it is told to. */
public final class SimulatedFollower {
  private static final int POLL_MILLIS = 500;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final FollowerStatus status;
  private final Follower follower;

  public SimulatedFollower(
      DataSource database,
      Deployment deployment,
      List<Transport> nodes,
      Finality finality,
      DeepReorganisation deep) {
    InstantSource clock = now::get;
    this.status = new FollowerStatus(clock.withZone(ZoneOffset.UTC));
    List<URI> urls = nodes.stream().map(node -> URI.create("http://127.0.0.1:1")).toList();
    var properties =
        new ChainProperties(urls, false, finality, deep, LogProof.BLOOM, List.of(), POLL_MILLIS);
    var ledger =
        new LedgerWriter(
            new JdbcTemplate(database),
            new JdbcTransactionManager(database),
            FollowedLedger.PROJECTIONS,
            deployment);
    var metrics = new FollowerMetrics(new SimpleMeterRegistry(), status);
    var step = new FollowStep(ledger, Optional.empty(), properties, deployment, status, metrics);
    this.follower =
        new Follower(
            Fence.NONE,
            ChainSources.over(nodes, deployment),
            step,
            status,
            metrics,
            Duration.ofMillis(POLL_MILLIS));
  }

  /** One look, and how long it would wait after that. */
  public Duration look() {
    return follower.look();
  }

  public void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /** Whether it holds this head, and is content. */
  public boolean follows(BlockReference head) {
    var report = status.report();
    return report.state() == State.FOLLOWING
        && report.head().equals(Optional.of(head))
        && report.latest() == head.number();
  }

  @Override
  public String toString() {
    return status.report().toString();
  }
}
