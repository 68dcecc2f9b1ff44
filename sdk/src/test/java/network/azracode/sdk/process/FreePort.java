// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port for a server that is told its port and binds it later, in another process. One that the
 * kernel gave may be given to somebody else until then. These are below those that it gives (Linux:
 * from 32768 on), and every JVM has a hundred of its own: they are its own while it holds the first
 * of them, which it does until it ends.
 */
public final class FreePort {
  private static final int FIRST = 12_000;
  private static final int BLOCK = 100;
  private static final int BLOCKS = 200;
  private static final ServerSocket CLAIM = claim();
  private static final AtomicInteger LAST = new AtomicInteger(CLAIM.getLocalPort());

  private FreePort() {}

  /** Never the same twice in this JVM; at this moment nobody listens at it, on any address. */
  public static int draw() {
    int end = CLAIM.getLocalPort() + BLOCK;
    for (int port = LAST.incrementAndGet(); port < end; port = LAST.incrementAndGet()) {
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // by somebody who knows nothing of these blocks
      }
    }
    throw new IllegalStateException("expected fewer than %d ports for one JVM".formatted(BLOCK));
  }

  /** JVMs that start at the same time seldom try the same block first. */
  private static ServerSocket claim() {
    int start = (int) (ProcessHandle.current().pid() % BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      try {
        return new ServerSocket(FIRST + (start + i) % BLOCKS * BLOCK);
      } catch (IOException taken) {
        // by another JVM, or by a server of this machine
      }
    }
    throw new IllegalStateException("every block of ports is taken");
  }
}
