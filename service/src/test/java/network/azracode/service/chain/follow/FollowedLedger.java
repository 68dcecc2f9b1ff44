// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.rpc.RpcMeters;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.chain.store.LedgerWriter;
import network.azracode.service.jobs.JobProjection;
import network.azracode.service.nodes.NodeProjection;
import network.azracode.service.settlement.SettlementProjection;
import network.azracode.service.testing.MigratedDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A follower under the test's hand, over a database of its own or a given one. */
public final class FollowedLedger implements AutoCloseable {
  static final List<Projection> PROJECTIONS =
      List.of(new NodeProjection(), new JobProjection(), new SettlementProjection());
  private static final int MAX_STEPS = 1_000;

  private final MigratedDatabase database;
  private final HikariDataSource sessions;
  private final ChainSources sources;
  private final FollowStep step;
  private final RebuildStep rebuild;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FollowerStatus status = new FollowerStatus(Clock.systemUTC());

  public FollowedLedger(
      MigratedDatabase database,
      Deployment deployment,
      URI rpcUrl,
      String finality,
      DeepReorganisation deep) {
    this(database, deployment, properties(rpcUrl, finality, deep, LogProof.BLOOM));
  }

  FollowedLedger(MigratedDatabase database, Deployment deployment, ChainProperties properties) {
    this(database, deployment, properties, Fence.NONE);
  }

  FollowedLedger(
      MigratedDatabase database, Deployment deployment, ChainProperties properties, Fence fence) {
    this.database = database;
    this.sessions = database.sessions();
    var ledger =
        new LedgerWriter(
            new JdbcTemplate(sessions),
            new JdbcTransactionManager(sessions),
            PROJECTIONS,
            deployment,
            fence);
    var metrics = new FollowerMetrics(meters, status);
    this.sources = new ChainSources(properties.rpcUrls(), deployment, new RpcMeters(meters));
    var witnesses =
        Optional.of(properties.witnessUrls())
            .filter(urls -> !urls.isEmpty())
            .map(urls -> new ChainSources(urls, deployment));
    this.step = new FollowStep(ledger, witnesses, properties, deployment, status, metrics);
    this.rebuild =
        new RebuildStep(
            ledger,
            database.dataSource(),
            PROJECTIONS,
            deployment,
            fence,
            into -> new FollowStep(into, witnesses, properties, deployment, status, metrics),
            true);
  }

  /** One look of a rebuild; whether there is more to do. */
  boolean rebuild() {
    rebuild.take(sources.current());
    return rebuild.isPending();
  }

  /** What a counter of the follower stands at. */
  long count(String counter) {
    return (long) meters.find(counter).counters().stream().mapToDouble(Counter::count).sum()
        + meters.find(counter).timers().stream().mapToLong(Timer::count).sum();
  }

  static ChainProperties properties(
      URI rpcUrl, String finality, DeepReorganisation deep, LogProof proof, URI... witnesses) {
    return new ChainProperties(
        List.of(rpcUrl), false, Finality.parse(finality), deep, proof, List.of(witnesses), 100);
  }

  public MigratedDatabase database() {
    return database;
  }

  /** Looks until our head is the node's. */
  public FollowedLedger catchUp() {
    for (int i = 0; i < MAX_STEPS; i++) {
      if (step.take(sources.current()) == Progress.CAUGHT_UP) {
        return this;
      }
    }
    throw new AssertionError("not caught up after " + MAX_STEPS + " looks");
  }

  Progress look() {
    return step.take(sources.current());
  }

  @Override
  public void close() {
    sources.close();
    sessions.close();
  }
}
