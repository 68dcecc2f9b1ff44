// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
public final class SimulatedFollower implements AutoCloseable {
  private static final int POLL_MILLIS = 500;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final FollowerStatus status;
  private final Follower follower;
  private final ChainSources sources;
  private final Optional<ChainSources> witnesses;

  private SimulatedFollower(
      DataSource database,
      Optional<DataSource> replay,
      Fence fence,
      Deployment deployment,
      ChainProperties properties,
      ChainSources sources,
      Optional<ChainSources> witnesses) {
    InstantSource clock = now::get;
    this.status = new FollowerStatus(clock.withZone(ZoneOffset.UTC));
    this.sources = sources;
    this.witnesses = witnesses;
    var ledger =
        new LedgerWriter(
            new JdbcTemplate(database),
            new JdbcTransactionManager(database),
            FollowedLedger.PROJECTIONS,
            deployment,
            fence);
    var metrics = new FollowerMetrics(meters, status);
    Function<LedgerWriter, FollowStep> steps =
        into -> new FollowStep(into, witnesses, properties, deployment, status, metrics);
    var rebuild =
        new RebuildStep(
            ledger,
            replay.orElse(database),
            FollowedLedger.PROJECTIONS,
            deployment,
            fence,
            steps,
            replay.isPresent());
    var poll = Duration.ofMillis(properties.pollMillis());
    this.follower =
        new Follower(fence, sources, rebuild, steps.apply(ledger), status, metrics, poll);
  }

  /** Over nodes in this process. */
  public static SimulatedFollower over(
      DataSource database,
      Deployment deployment,
      List<Transport> nodes,
      Finality finality,
      DeepReorganisation deep) {
    return rebuilding(database, Optional.empty(), Fence.NONE, deployment, nodes, finality, deep);
  }

  /** As {@link #over}, ten blocks on top are final, and logs are proven as it is said. */
  public static SimulatedFollower proving(
      DataSource database, Deployment deployment, List<Transport> nodes, LogProof proof) {
    return new SimulatedFollower(
        database,
        Optional.empty(),
        Fence.NONE,
        deployment,
        properties(nodes, new Finality.Depth(10), DeepReorganisation.HALT, proof),
        ChainSources.over(nodes, deployment),
        Optional.empty());
  }

  /**
   * As {@link #over}, and rebuilds first, where there is something to rebuild into.
   *
   * @param replay gives the session of the replay, which sees tables of its own
   */
  public static SimulatedFollower rebuilding(
      DataSource database,
      Optional<DataSource> replay,
      Fence fence,
      Deployment deployment,
      List<Transport> nodes,
      Finality finality,
      DeepReorganisation deep) {
    return proving(
        database, replay, fence, deployment, nodes, List.of(), finality, deep, LogProof.BLOOM);
  }

  /**
   * As {@link #rebuilding}, with another proof that logs are the chain's.
   *
   * @param witnesses of which one must agree, where there are any
   */
  public static SimulatedFollower proving(
      DataSource database,
      Optional<DataSource> replay,
      Fence fence,
      Deployment deployment,
      List<? extends Transport> nodes,
      List<? extends Transport> witnesses,
      Finality finality,
      DeepReorganisation deep,
      LogProof proof) {
    return new SimulatedFollower(
        database,
        replay,
        fence,
        deployment,
        properties(nodes, finality, deep, proof),
        ChainSources.over(nodes, deployment),
        Optional.of(witnesses)
            .filter(some -> !some.isEmpty())
            .map(some -> ChainSources.over(some, deployment)));
  }

  /** As {@link #rebuilding}, and one of the witnesses must agree; ten blocks on top are final. */
  public static SimulatedFollower witnessed(
      DataSource database,
      Optional<DataSource> replay,
      Deployment deployment,
      List<? extends Transport> nodes,
      List<? extends Transport> witnesses) {
    return new SimulatedFollower(
        database,
        replay,
        Fence.NONE,
        deployment,
        properties(nodes, new Finality.Depth(10), DeepReorganisation.HALT, LogProof.BLOOM),
        ChainSources.over(nodes, deployment),
        Optional.of(ChainSources.over(witnesses, deployment)));
  }

  private static ChainProperties properties(
      List<? extends Transport> nodes, Finality finality, DeepReorganisation deep, LogProof proof) {
    List<URI> urls = nodes.stream().map(node -> URI.create("http://127.0.0.1:1")).toList();
    return new ChainProperties(urls, false, finality, deep, proof, List.of(), POLL_MILLIS);
  }

  /** Over the nodes that the properties name. */
  public static SimulatedFollower overHttp(
      DataSource database, Deployment deployment, ChainProperties properties) {
    return new SimulatedFollower(
        database,
        Optional.empty(),
        Fence.NONE,
        deployment,
        properties,
        new ChainSources(properties.rpcUrls(), deployment),
        Optional.of(properties.witnessUrls())
            .filter(urls -> !urls.isEmpty())
            .map(urls -> new ChainSources(urls, deployment)));
  }

  /** One look, and how long it would wait after that. */
  public Duration look() {
    return follower.look();
  }

  public void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /** Since it last got on, or found that there was nothing to do. */
  public Duration silence() {
    return status.report().silence(now.get());
  }

  /** Whether it holds this head, and is content. */
  public boolean follows(BlockReference head) {
    var report = status.report();
    return report.state() == State.FOLLOWING
        && report.head().equals(Optional.of(head))
        && report.latest() == head.number();
  }

  /** Whether a rebuild is still to be done. */
  public boolean isRebuilding() {
    return status.report().state() == State.REBUILDING;
  }

  /** Whether health is red at once. */
  public boolean isHalted() {
    return status.report().state() == State.HALTED;
  }

  /** How many answers were refused with this code. */
  public double refusals(String code) {
    Counter counter = meters.find("azra.chain.refusals").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  /** How many answers were lies, of whatever kind. */
  public double refusals() {
    return meters.find("azra.chain.refusals").counters().stream().mapToDouble(Counter::count).sum();
  }

  /** How often the alarm was raised that the chain has left a final block. */
  public double deepReorganisations(String outcome) {
    Counter counter =
        meters.find("azra.chain.deep.reorganisations").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  /** How many looks failed. */
  public double failures() {
    return meters.get("azra.chain.failures").counter().count();
  }

  @Override
  public void close() {
    sources.close();
    witnesses.ifPresent(ChainSources::close);
  }

  @Override
  public String toString() {
    return status.report().toString();
  }
}
