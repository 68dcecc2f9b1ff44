// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/**
 * Main class of the enclave's own process. It answers frames on standard input and output, says
 * nothing else, and ends with its input, whatever it is doing. Its one argument says what vouches
 * for it, as {@link AttestingEnvironment#parse} reads it.
 */
public final class EnclaveProcess {
  private static final List<String> JOB = List.of(JobProcess.class.getName());

  private EnclaveProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1) {
      System.err.println("expected one argument, the attesting environment");
      System.exit(2);
    }
    Protection protection = Protection.apply();
    var frames = new FrameChannel(System.in, System.out);
    // a stray print must never corrupt the frames
    System.setOut(new PrintStream(System.err, true, System.err.charset()));
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    EvidenceSource source = AttestingEnvironment.parse(args[0]).open(clock, random);
    var room = new ChildRoom(EnclaveCommand.of(System.getProperty("java.class.path"), JOB));
    serve(frames, new Enclave(source, Buckets.MEASURED, room, protection, clock, random));
  }

  /** Reads on a thread of its own, so that a node that is gone is noticed during a job. */
  private static void serve(FrameChannel frames, Enclave enclave)
      throws IOException, InterruptedException {
    var questions = new SynchronousQueue<byte[]>();
    Thread.ofPlatform().daemon().name("node").start(() -> read(frames, questions));
    while (true) {
      Response response = enclave.answer(Wire.decode(questions.take(), Request.class));
      frames.write(Wire.encode(response));
    }
  }

  private static void read(FrameChannel frames, SynchronousQueue<byte[]> questions) {
    try {
      Optional<byte[]> frame = frames.read();
      while (frame.isPresent()) {
        questions.put(frame.get());
        frame = frames.read();
      }
      Runtime.getRuntime().halt(0);
    } catch (IOException | InterruptedException | RuntimeException e) {
      // half a conversation cannot be resumed
      Runtime.getRuntime().halt(1);
    }
  }
}
