// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** The node's end of the two pipes. One question at a time; a silent enclave is ended. */
public final class EnclaveChild implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final FrameChannel frames;
  private final Duration timeout;
  private final ExecutorService pipe = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock turn = new ReentrantLock();
  private final Response.Welcome welcome;

  private EnclaveChild(Process process, Duration timeout) {
    this.process = process;
    this.frames = new FrameChannel(process.getInputStream(), process.getOutputStream());
    this.timeout = timeout;
    this.welcome = ask(new Request.Hello(Enclave.PROTOCOL_VERSION), Response.Welcome.class);
  }

  /**
   * Starts an enclave on the JDK that runs this program, with an empty environment.
   *
   * @param timeout of every answer
   */
  public static EnclaveChild start(AttestingEnvironment environment, Duration timeout) {
    String classPath =
        EnclaveClassPath.entries().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> main = List.of(EnclaveProcess.class.getName(), environment.text());
    var builder =
        new ProcessBuilder(EnclaveCommand.of(classPath, main))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    try {
      return new EnclaveChild(builder.start(), timeout);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to start an enclave process", e);
    }
  }

  /** Who it is, for as long as it lives. */
  public Response.Welcome welcome() {
    return welcome;
  }

  /** An evidence package for this binding, to be sent on byte for byte. */
  public byte[] bind(Request.Bind bind) {
    return ask(bind, Response.Bound.class).evidencePackage();
  }

  public Outcome run(JobTerms terms, byte[] envelope) {
    return ask(new Request.Run(terms, envelope), Response.Ran.class).outcome();
  }

  /**
   * One signature over receipts that this enclave gave out, in this order.
   *
   * @throws AzraException {@code enclave.receipt-unknown} when it has forgotten one
   */
  public CompactSignature sign(List<JobId> jobs) {
    return ask(new Request.Sign(jobs), Response.Signed.class).signature();
  }

  /** For whoever looks at it from outside. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /**
   * @throws AzraException the code of a refusal, or {@code enclave.gone}
   */
  private <T extends Response> T ask(Request request, Class<T> expected) {
    turn.lock();
    try {
      Response response =
          pipe.submit(() -> exchange(request)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response instanceof Response.Refused refused) {
        throw new AzraException(refused.code(), refused.message());
      }
      return expected.cast(response);
    } catch (RejectedExecutionException e) {
      throw gone("expected a running enclave, found a closed one", e);
    } catch (TimeoutException e) {
      throw gone("expected an answer within " + timeout + ", found none", e);
    } catch (ExecutionException | ClassCastException e) {
      throw gone("expected an answer of type " + expected.getSimpleName() + ", found none", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone("expected to wait for an answer, was interrupted", e);
    } finally {
      turn.unlock();
    }
  }

  private Response exchange(Request request) throws IOException {
    frames.write(Wire.encode(request));
    Optional<byte[]> answer = frames.read();
    return Wire.decode(
        answer.orElseThrow(() -> new IOException("expected a frame, found the end")),
        Response.class);
  }

  /** Half a conversation cannot be resumed, so it ends here. */
  private AzraException gone(String message, Exception cause) {
    process.destroyForcibly();
    return new AzraException("enclave.gone", message, cause);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    pipe.shutdownNow();
  }
}
