// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A node's process without its chain: it starts an enclave, says its evidence, and passes envelopes
 * on, as frames over its own pipes.
 */
final class NodeStandIn {
  static final long CHALLENGE_BLOCK = 5;

  private NodeStandIn() {}

  public static void main(String[] args) throws IOException {
    var frames = new FrameChannel(System.in, System.out);
    try (var enclave =
        EnclaveChild.start(
            new AttestingEnvironment.Development(Path.of(args[0])), Duration.ofSeconds(120))) {
      frames.write(enclave.bind(Bench.bind(CHALLENGE_BLOCK)));
      frames.write(Wire.encode(enclave.welcome()));
      var frame = frames.read();
      while (frame.isPresent()) {
        var run = (Request.Run) Wire.decode(frame.get(), Request.class);
        frames.write(Wire.encode(enclave.run(run.terms(), run.envelope())));
        frame = frames.read();
      }
    }
  }
}
