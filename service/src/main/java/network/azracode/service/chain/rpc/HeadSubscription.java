// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a node to say when it has a new head ({@code eth_subscribe}). What it says is not even read:
 * it is only a hint to look now, and whoever gets none looks anyway, a poll later. A connection
 * that ends is made again.
 */
public final class HeadSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadSubscription.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI url;
  private final Runnable hint;
  private final Thread thread;

  /**
   * @param url {@code ws} or {@code wss}
   * @param hint is run whenever the node may have a new head
   */
  public HeadSubscription(URI url, Runnable hint) {
    this.url = url;
    this.hint = hint;
    this.thread = Thread.ofVirtual().name("head-subscription").start(this::run);
  }

  private void run() {
    Duration rest = SHORTEST_REST;
    try {
      while (true) {
        Conversation conversation = new Conversation();
        try {
          client.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(url, conversation).get();
          conversation.ended.get();
        } catch (ExecutionException failed) {
          LOG.debug("subscription to {}: {}", url.getAuthority(), failed.getMessage());
        }
        rest = conversation.heard ? SHORTEST_REST : doubled(rest);
        Thread.sleep(rest);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration doubled(Duration rest) {
    Duration twice = rest.multipliedBy(2);
    return twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST;
  }

  /** One connection, from its opening to its end. */
  private final class Conversation implements WebSocket.Listener {
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile boolean heard;

    @Override
    public void onOpen(WebSocket socket) {
      socket.sendText(SUBSCRIBE, true);
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket socket, CharSequence unread, boolean last) {
      if (last) {
        heard = true;
        hint.run();
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ended.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.complete(null);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
  }
}
