// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealedResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * N-26, N-27: what stands in the memory of a node, its enclave and a job's own process, seen from
 * outside. This process is the client: it holds the payload, and shows that the search finds it.
 */
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class EnclaveMemoryTest {
  private static final int MARKER_BYTES = 64;
  private static final int ROUNDS = 4_000_000;
  private static final long MAX_UNITS = 5_000;
  private static final String RUNNING_SECONDS = "0.05";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] marker = new byte[MARKER_BYTES];
  private Bench bench;
  private Process node;
  private FrameChannel frames;
  private AffirmedEvidence evidence;
  private Response.Welcome welcome;

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(folder, ClassPathMeasurement.of(EnclaveClassPath.entries()));
    bench.random.nextBytes(marker);
    List<String> main = List.of(NodeStandIn.class.getName(), folder.toString());
    node =
        new ProcessBuilder(EnclaveCommand.of(System.getProperty("java.class.path"), main))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    frames = new FrameChannel(node.getInputStream(), node.getOutputStream());
    byte[] evidencePackage = frames.read().orElseThrow();
    evidence = bench.check(evidencePackage, NodeStandIn.CHALLENGE_BLOCK);
    welcome = (Response.Welcome) Wire.decode(frames.read().orElseThrow(), Response.class);
  }

  @AfterEach
  void stop() {
    List<ProcessHandle> all = node.toHandle().descendants().toList();
    node.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    threads.shutdownNow();
  }

  @Test
  void thePayloadStandsInItsJobsProcessOnlyAndThatEnds() throws Exception {
    JobSpec spec = bench.spec(Programs.SHA256_CHAIN, input());
    JobTerms terms = Bench.terms(evidence, spec, MAX_UNITS);
    // the process that waits for the next job is there before it, and takes it in small steps
    ProcessHandle job = only(JobProcess.class);
    signal("STOP", job);
    Future<Outcome> outcome = hand(terms, bench.seal(evidence, terms, spec));

    var enclave = new ProcessMemory(only(EnclaveProcess.class).pid());
    awaitThePayload(job, outcome);
    assertHoldsNothing(enclave);
    signal("CONT", job);
    while (!outcome.isDone()) {
      assertHoldsNothing(enclave);
    }

    assertThat(job.isAlive()).isFalse();
    assertThat(new ProcessMemory(ProcessHandle.current().pid()).holds(marker)).isTrue();
    assertHoldsNothing(enclave);
    for (ProcessHandle spare : running(JobProcess.class)) {
      assertThat(new ProcessMemory(spare.pid()).holds(marker)).isFalse();
    }
    assertResult(terms, outcome.get());
  }

  @Test
  void memoryIsLockedNeverDumpedAndOutOfATerminalsReach() throws Exception {
    assertThat(welcome.protection()).isEqualTo(new Protection(true, true, true));
    ProcessHandle enclave = only(EnclaveProcess.class);
    await(() -> !running(JobProcess.class).isEmpty());
    for (ProcessHandle process : List.of(enclave, running(JobProcess.class).getFirst())) {
      var seen = new ProcessMemory(process.pid());
      await(() -> lockedKib(seen) > 0);
      assertThat(seen.coreLimit()).matches("Max core file size +0 +0 +bytes *");
      assertThat(seen.session()).isNotEqualTo(new ProcessMemory(node.pid()).session());
    }
  }

  /** N-27: nobody is left who could be asked, or who holds a payload. */
  @Test
  void whoeverIsKilledTakesItsChildrenWithItInTheMiddleOfAJob() throws Exception {
    JobSpec spec = bench.spec(Programs.SHA256_CHAIN, input());
    JobTerms terms = Bench.terms(evidence, spec, MAX_UNITS);
    hand(terms, bench.seal(evidence, terms, spec));
    List<ProcessHandle> left = node.toHandle().descendants().toList();
    assertThat(left).isNotEmpty();

    node.destroyForcibly();

    for (ProcessHandle process : left) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private byte[] input() {
    return ByteBuffer.allocate(Integer.BYTES + MARKER_BYTES).putInt(ROUNDS).put(marker).array();
  }

  private Future<Outcome> hand(JobTerms terms, byte[] envelope) throws IOException {
    frames.write(Wire.encode(new Request.Run(terms, envelope)));
    return CompletableFuture.supplyAsync(this::readOutcome, threads);
  }

  private Outcome readOutcome() {
    try {
      return Wire.decode(frames.read().orElseThrow(), Outcome.class);
    } catch (IOException e) {
      throw new IllegalStateException("expected an outcome", e);
    }
  }

  private void assertHoldsNothing(ProcessMemory enclave) throws IOException {
    assertThat(enclave.holds(marker)).as("in the enclave's parent").isFalse();
    assertThat(new ProcessMemory(node.pid()).holds(marker)).as("in the node").isFalse();
  }

  /**
   * Lets a job's process run for a small part of what the job takes, and searches it while it
   * stands still, until it holds the payload: how long a search takes decides nothing.
   */
  private void awaitThePayload(ProcessHandle job, Future<Outcome> outcome)
      throws IOException, InterruptedException {
    while (!outcome.isDone()) {
      if (new ProcessMemory(job.pid()).holds(marker)) {
        return;
      }
      sh("kill -CONT %1$d; sleep %2$s; kill -STOP %1$d".formatted(job.pid(), RUNNING_SECONDS));
    }
    throw new AssertionError("the search must find the payload where it is");
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    sh("kill -%s %d".formatted(name, process.pid()));
  }

  private static void sh(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).as(command).isZero();
  }

  private void assertResult(JobTerms terms, Outcome outcome) {
    var opened =
        SealedResult.open(
            bench.resultKeys.privateKey(), terms.id(Bench.SETTLEMENT), outcome.sealedResult());
    assertThat(JobResult.parse(opened.result()).status()).isEqualTo(JobResult.Status.DONE);
  }

  /** Waits: between its fork and the program that it becomes, a child looks like its parent. */
  private ProcessHandle only(Class<?> main) throws InterruptedException {
    List<ProcessHandle> found = running(main);
    while (found.size() != 1) {
      Thread.sleep(50);
      found = running(main);
    }
    return found.getFirst();
  }

  private List<ProcessHandle> running(Class<?> main) {
    return node.toHandle()
        .descendants()
        .filter(process -> new ProcessMemory(process.pid()).runs(main))
        .toList();
  }

  private static long lockedKib(ProcessMemory process) {
    try {
      return process.lockedKib();
    } catch (IOException e) {
      throw new IllegalStateException("expected a process that runs", e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(50);
    }
  }
}
