// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a node to say when it has a new head ({@code eth_subscribe}). What it says is not even read:
 * it is only a hint to look now, and whoever gets none looks anyway, a poll later. A connection
 * that ends, or brings nothing for a minute, is made again.
 */
public final class HeadSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeadSubscription.class);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(1));
  private static final int MOST_DOUBLINGS = 6;
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

  private final URI url;
  private final Runnable hint;
  private final Patience patience;
  private final Thread thread;

  /**
   * How long it waits.
   *
   * @param opening until a connection is open
   * @param silence without any message, until the connection is made anew
   * @param rest before another connection; doubled, up to 64 times this, while none brings anything
   */
  record Patience(Duration opening, Duration silence, Duration rest) {}

  /**
   * @param url {@code ws} or {@code wss}
   * @param hint is run whenever the node may have a new head, a hundred times a second at most
   */
  public HeadSubscription(URI url, Runnable hint) {
    this(url, hint, PATIENCE);
  }

  HeadSubscription(URI url, Runnable hint, Patience patience) {
    this.url = url;
    this.hint = hint;
    this.patience = patience;
    this.thread = Thread.ofVirtual().name("head-subscription").start(this::run);
  }

  private void run() {
    int inVain = 0;
    try {
      while (true) {
        inVain = listen() ? 0 : Math.min(MOST_DOUBLINGS, inVain + 1);
        Thread.sleep(patience.rest().multipliedBy(1L << inVain));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, from its opening to its end; whether it brought anything. */
  private boolean listen() throws InterruptedException {
    boolean heard = false;
    try (HeadSocket socket = HeadSocket.open(url, patience.opening())) {
      socket.say(SUBSCRIBE);
      while (true) {
        socket.awaitMessage(patience.silence());
        heard = true;
        hint.run();
      }
    } catch (IOException ended) {
      LOG.debug("subscription to {}: {}", url.getHost(), ended.getMessage());
      return heard;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
