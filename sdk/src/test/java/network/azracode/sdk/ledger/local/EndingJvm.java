// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.IOException;
import java.nio.file.Path;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;

/** A JVM of its own that starts a Besu, ends, and closes the Besu while it ends. */
final class EndingJvm {
  /** All that it says. */
  static final String CLOSED = "closed";

  private EndingJvm() {}

  static Process start(Path home, Path folder) throws IOException {
    return ChildJvm.of(EndingJvm.class)
        .process(home.toString(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] arguments) {
    var options =
        BesuOptions.inCheckout(Path.of(arguments[0]), Path.of(arguments[1]), Address.ZERO, 0);
    BesuProcess besu = BesuProcess.start(options);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              besu.close();
              System.out.print(CLOSED);
            }));
  }
}
