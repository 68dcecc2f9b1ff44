// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.Address;

/** The simulated chain of one key behind a real socket, with a block every tenth of a second. */
public final class ScriptedBesu implements AutoCloseable {
  public static final long CHAIN_ID = SimulatedChain.CHAIN_ID;

  private static final long BLOCK_MILLIS = 100;

  private final SimulatedChain chain = new SimulatedChain();
  private final NodeAnswers answers;
  private final HttpServer server;
  private final ScheduledExecutorService miner = Executors.newSingleThreadScheduledExecutor();

  public ScriptedBesu(Address key) {
    this.answers = new NodeAnswers(chain, key);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
    miner.scheduleAtFixedRate(this::mine, BLOCK_MILLIS, BLOCK_MILLIS, TimeUnit.MILLISECONDS);
  }

  public URI rpcUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What a block costs from now on. */
  public synchronized void baseFee(BigInteger wei) {
    chain.baseFee = wei;
  }

  public synchronized void funds(BigInteger wei) {
    chain.funds = wei;
  }

  /** Replaces the newest blocks; what they held is lost. */
  public synchronized void reorganise(int depth) {
    chain.reorganise(depth, false);
  }

  /** As after a restart. */
  public synchronized void losePool() {
    chain.forget(Set.copyOf(chain.pool().keySet()));
  }

  public synchronized long head() {
    return chain.head();
  }

  public synchronized long transactions() {
    return chain.count(chain.head());
  }

  private synchronized void mine() {
    chain.mine();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized String answer(String request) {
    return answers.answer(NodeAnswers.Asked.read(request), 0);
  }

  @Override
  public void close() {
    miner.shutdownNow();
    server.stop(0);
  }
}
