// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a socket, and so wakes whoever waits for it, unless it is met in time. */
record SocketDeadline(CompletableFuture<@Nullable Void> met) implements AutoCloseable {

  static SocketDeadline of(Socket socket, Duration patience) {
    var met = new CompletableFuture<@Nullable Void>();
    met.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(late -> {
          end(socket);
          return null;
        });
    return new SocketDeadline(met);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException broken) {
      // it is at its end all the same
    }
  }

  @Override
  public void close() {
    met.complete(null);
  }
}
