// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Main class of the enclave's own process. It answers frames on standard input and output, says
 * nothing else, and ends with its input. Its one argument is the folder of the development TEE.
 */
public final class EnclaveProcess {
  private EnclaveProcess() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("expected one argument, the folder of the development TEE");
      System.exit(2);
    }
    var frames = new FrameChannel(System.in, System.out);
    // a stray print must never corrupt the frames
    System.setOut(new PrintStream(System.err, true, System.err.charset()));
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    byte[] measurement = ClassPathMeasurement.ofThisProcess();
    var source = DevelopmentSource.open(Path.of(args[0]), measurement, clock, random);
    serve(frames, new Enclave(source, Buckets.MEASURED, clock, random));
  }

  static void serve(FrameChannel frames, Enclave enclave) throws IOException {
    Optional<byte[]> frame = frames.read();
    while (frame.isPresent()) {
      Response response = enclave.answer(Wire.decode(frame.get(), Request.class));
      frames.write(Wire.encode(response));
      frame = frames.read();
    }
  }
}
