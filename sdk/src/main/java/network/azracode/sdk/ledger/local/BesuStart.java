// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;

/**
 * The time between a Besu's launch and its first block. That it answers is not enough: a validator
 * that cannot start validating answers all the same.
 *
 * @param ports file in which Besu writes down its ports
 * @param log what it says
 */
record BesuStart(Process process, Path ports, Path log) {
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Ten minutes: twenty seconds of work are three minutes where twenty others want the processor.
   */
  private static final int MAX_POLLS = 3_000;

  private static final int LINES_TO_QUOTE = 5;

  /**
   * @throws AzraException {@code node.failed}
   */
  URI await() throws IOException {
    for (int poll = 0; poll < MAX_POLLS && process.isAlive(); poll++) {
      Optional<URI> rpcUrl = rpcUrl();
      if (rpcUrl.isPresent() && hasBlock(rpcUrl.get())) {
        return rpcUrl.get();
      }
      pause();
    }
    throw new AzraException("node.failed", "expected blocks of Besu, found: " + lastWords());
  }

  private Optional<URI> rpcUrl() throws IOException {
    if (Files.notExists(ports)) {
      return Optional.empty();
    }
    var written = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(ports)) {
      written.load(reader);
    }
    return Optional.ofNullable(written.getProperty("json-rpc"))
        .map(port -> URI.create("http://127.0.0.1:" + port));
  }

  private static boolean hasBlock(URI rpcUrl) {
    Web3j web3j = Web3j.build(new HttpService(rpcUrl.toString()));
    try {
      return web3j.ethBlockNumber().send().getBlockNumber().signum() > 0;
    } catch (IOException notYet) {
      return false;
    } finally {
      web3j.shutdown();
    }
  }

  private void pause() {
    try {
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AzraException("node.failed", "interrupted", e);
    }
  }

  private String lastWords() {
    try {
      List<String> said = Files.readAllLines(log);
      return String.join(
          " | ", said.subList(Math.max(0, said.size() - LINES_TO_QUOTE), said.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
