// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import network.azracode.sdk.enclave.AttestingEnvironment;
import network.azracode.sdk.enclave.EnclaveChild;
import network.azracode.sdk.enclave.Protection;
import network.azracode.sdk.ledger.ChainTime;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: its enclave, its HTTP interface, and the threads that attest, run, settle and
 * claim. Everything that must not be lost is on disk at any moment.
 */
public final class NodeDaemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeDaemon.class);
  private static final Duration ENCLAVE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration RESUME_PAUSE = Duration.ofSeconds(5);
  private static final Duration STATE_PAUSE = Duration.ofMinutes(1);
  private static final Duration SWEEP_PAUSE = Duration.ofHours(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final NodeSettings settings;
  private final NodeServer server;
  private final JobDesk desk;
  private final Treasurer treasurer;
  private final Deque<Loop> loops = new ArrayDeque<>();
  private final Standing standing;

  /**
   * Starts; the node serves as soon as its first verdict is on chain.
   *
   * @param nodeId as enrolled
   * @param hot sends for {@code keys.hot()}
   * @param jobs folder of receipts; this process's own
   * @param environment vouches for the enclave
   * @throws IOException such as for a port that is taken
   */
  public NodeDaemon(
      NodeId nodeId,
      NodeSettings settings,
      NodeKeys keys,
      Network network,
      Sender hot,
      Path jobs,
      AttestingEnvironment environment,
      InstantSource clock)
      throws IOException {
    this.settings = settings;
    SettlementContract settlement = network.settlement();
    InstantSource time = new ChainTime(network.chain(), clock);
    server = new NodeServer(settings.listening());
    standing = standing(nodeId, settings, keys, network, hot, server.endpoint(), environment, time);
    var book = new JobBook(jobs, settings.keepResults());
    book.sweep(clock.instant());
    treasurer =
        new Treasurer(
            nodeId,
            settlement,
            () -> network.chain().head().time(),
            hot,
            standing::sign,
            book.receipts());
    var admission =
        new ChainAdmission(
            settlement,
            () -> network.finality().newest(network.chain()),
            () -> standing.offer().offer(),
            standing::signer,
            time);
    desk =
        new JobDesk(
            network.deployment().settlementDomain(),
            admission,
            standing::run,
            book,
            treasurer::add);
    var acknowledgements =
        new Acknowledgements(
            network.deployment().settlementDomain(), book, network.contractSignatures());
    server.serve(
        standing::offer,
        standing::evidencePackage,
        desk,
        acknowledgements,
        settings.maxEnvelopeBytes());
    String name = "node-" + nodeId;
    loops.push(Loop.start(name + "-resume", RESUME_PAUSE, hot::resume));
    loops.push(Loop.start(name + "-attest", PAUSE, standing::renewIfDue));
    loops.push(Loop.start(name + "-run", Duration.ZERO, desk::runNext));
    loops.push(Loop.start(name + "-settle", Duration.ZERO, treasurer::settleNext));
    loops.push(Loop.start(name + "-claim", PAUSE, () -> treasurer.claim(settings.claimAt())));
    loops.push(Loop.start(name + "-sweep", SWEEP_PAUSE, () -> book.sweep(clock.instant())));
    loops.push(Loop.start(name + "-state", STATE_PAUSE, () -> tellState(nodeId)));
  }

  private void tellState(NodeId nodeId) {
    LOG.info(
        "node {} waiting={} unsettled={} attestedUntil={}",
        nodeId,
        desk.waiting(),
        treasurer.outstanding(),
        standing.attestedUntil().map(Instant::toString).orElse("never"));
  }

  private static Standing standing(
      NodeId nodeId,
      NodeSettings settings,
      NodeKeys keys,
      Network network,
      Sender hot,
      URI endpoint,
      AttestingEnvironment environment,
      InstantSource clock) {
    var attestor = new AttestationApi(network.service(), network.deployment().registryDomain());
    var attestation =
        new Attestation(
            nodeId,
            settings.policy(),
            network.deployment(),
            keys,
            network.registry(),
            attestor,
            hot,
            clock);
    return new Standing(
        settings,
        endpoint,
        keys.operator(),
        network.deployment().registryDomain(),
        attestation,
        attestor,
        () -> started(EnclaveChild.start(environment, ENCLAVE_TIMEOUT)),
        clock);
  }

  private static EnclaveChild started(EnclaveChild enclave) {
    Protection protection = enclave.welcome().protection();
    if (!protection.locked() || !protection.undumpable()) {
      LOG.warn("the enclave's memory may reach a disk: {}; see docs/enclave.md", protection);
    }
    return enclave;
  }

  /** Where clients find it. */
  public URI endpoint() {
    return server.endpoint();
  }

  public Bytes32 tlsFingerprint() {
    return settings.listening().fingerprint();
  }

  /**
   * Finishes what it has taken on, settles it, then stops. What cannot be settled now stays on
   * disk.
   */
  @Override
  public void close() {
    try {
      long end = System.nanoTime() + settings.draining().toNanos();
      desk.drain(settings.draining());
      while (treasurer.outstanding() > 0 && !treasurer.isFailing() && System.nanoTime() < end) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    loops.forEach(Loop::close);
    standing.close();
  }
}
