// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a dump of a running anvil every few seconds. Anvil can do that itself, but rewrites one
 * file in place: a kill at the wrong moment leaves half of it, and no chain.
 */
final class ChainKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainKeeper.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  /**
   * A dump holds the whole chain, so it grows; it must not become what the machine is busy with.
   */
  private static final int PAUSE_PER_DURATION = 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String REQUEST =
      """
      {"jsonrpc":"2.0","id":1,"method":"anvil_dumpState","params":[]}\
      """;
  private static final String BEFORE_RESULT = "\"result\":\"0x";

  private final URI rpcUrl;
  private final ChainDumps dumps;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread thread;

  private ChainKeeper(URI rpcUrl, ChainDumps dumps) {
    this.rpcUrl = rpcUrl;
    this.dumps = dumps;
    this.thread = Thread.ofVirtual().name("chain-keeper").unstarted(this::keepOn);
  }

  static ChainKeeper start(URI rpcUrl, ChainDumps dumps) {
    var keeper = new ChainKeeper(rpcUrl, dumps);
    keeper.thread.start();
    return keeper;
  }

  /**
   * Takes one dump of an anvil that nobody keeps.
   *
   * @throws AzraException {@code node.failed}
   */
  static void once(URI rpcUrl, ChainDumps dumps) {
    try (var keeper = new ChainKeeper(rpcUrl, dumps)) {
      keeper.keep();
    }
  }

  /**
   * Takes a dump now; returns once it is on disk.
   *
   * @throws AzraException {@code node.failed}
   */
  synchronized void keep() {
    try {
      dumps.keep(dump());
    } catch (IOException e) {
      throw new AzraException("node.failed", "expected a dump of the chain, found " + e, e);
    }
  }

  private byte[] dump() throws IOException {
    var request =
        HttpRequest.newBuilder(rpcUrl)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(REQUEST))
            .build();
    try {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      int start = answer.indexOf(BEFORE_RESULT) + BEFORE_RESULT.length();
      int end = answer.indexOf('"', start);
      if (start < BEFORE_RESULT.length() || end < 0) {
        throw new IOException(
            "expected a state in hex, found "
                + answer.substring(0, Math.min(200, answer.length())));
      }
      byte[] zipped = HexFormat.of().parseHex(answer, start, end);
      try (var state = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
        return state.readAllBytes();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void keepOn() {
    try {
      while (true) {
        long started = System.nanoTime();
        tryToKeep();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Thread.sleep(pauseAfter(took));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  static Duration pauseAfter(Duration took) {
    Duration pause = took.multipliedBy(PAUSE_PER_DURATION);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** The node may be gone, the disk full: the next round tells, and what was kept stays. */
  private void tryToKeep() {
    try {
      keep();
    } catch (AzraException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.warn("{}: {}", e.code(), e.getMessage());
      }
    }
  }

  /** Ends the rounds; it can still be asked for a dump. */
  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    http.shutdownNow();
  }
}
