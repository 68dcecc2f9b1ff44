// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import network.azracode.sdk.protocol.AzraException;

/**
 * Main class of one job's own process: one order on standard input, one answer on standard output,
 * and an end, with which the system takes all of its memory back. It ends as well when whoever
 * started it does.
 */
public final class JobProcess {
  private JobProcess() {}

  public static void main(String[] args) throws IOException {
    Protection.apply();
    InputStream in = System.in;
    OutputStream out = System.out;
    System.setOut(new PrintStream(System.err, true, System.err.charset()));
    var frames = new FrameChannel(in, out);
    var frame = frames.read();
    if (frame.isEmpty()) {
      return;
    }
    Thread.ofPlatform().daemon().name("parent").start(() -> endWith(in));
    JobOrder order = Wire.decode(frame.get(), JobOrder.class);
    frames.write(Wire.encode(answer(new JobRoom(new SecureRandom()), order)));
    Runtime.getRuntime().halt(0);
  }

  static JobAnswer answer(Room room, JobOrder order) {
    try (Room.Visit visit = room.enter(order)) {
      return new JobAnswer.Done(visit.work());
    } catch (AzraException e) {
      return new JobAnswer.Refused(e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** Nothing more is said to it: the next thing to read is the end. */
  private static void endWith(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(1);
  }
}
