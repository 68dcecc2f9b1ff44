// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An anvil that sends for any account and mines only when it is told to, with room for ten thousand
 * events in one block. It keeps its chain in a file, written as it stops.
 *
 * <p>A node that makes a chain does so on top of another one's genesis, which is the same for all:
 * an anvil that stands alone works out the root of its whole state with each block, and takes hours
 * for what takes minutes so. It keeps no former state, as it would copy the whole of it with each
 * block.
 */
final class BenchNode implements AutoCloseable {
  static final long CHAIN_ID = 31_337;

  private static final String GENESIS_TIME = "1790000000";
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final String BINARY =
      "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Optional<BenchNode> below;
  private final URI rpcUrl;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread onExit;

  private BenchNode(Process process, Optional<BenchNode> below) throws IOException {
    this.process = process;
    this.below = below;
    this.onExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(onExit);
    this.rpcUrl = URI.create("http://127.0.0.1:" + port(process));
  }

  /** A new chain that is written to a file when the node stops. */
  static BenchNode recording(Path root, Path state) throws IOException {
    return onGenesis(root, "--dump-state", state.toString());
  }

  /** The chain of such a file. */
  static BenchNode playing(Path root, Path state) throws IOException {
    return start(root, Optional.empty(), "--load-state", state.toString());
  }

  /** A new chain that is kept nowhere. */
  static BenchNode passing(Path root) throws IOException {
    return onGenesis(root);
  }

  private static BenchNode onGenesis(Path root, String... more) throws IOException {
    BenchNode genesis = start(root, Optional.empty());
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--fork-url", genesis.rpcUrl().toString(), "--no-rate-limit"));
    return start(root, Optional.of(genesis), all.toArray(String[]::new));
  }

  private static BenchNode start(Path root, Optional<BenchNode> below, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                root.resolve(BINARY).toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--chain-id",
                Long.toString(CHAIN_ID),
                "--accounts",
                "0",
                "--hardfork",
                "osaka",
                "--slots-in-an-epoch",
                "1",
                "--no-mining",
                "--order",
                "fifo",
                "--gas-limit",
                "1000000000",
                "--auto-impersonate",
                "--timestamp",
                GENESIS_TIME,
                "--prune-history",
                "--no-request-size-limit"));
    command.addAll(List.of(more));
    return new BenchNode(new ProcessBuilder(command).redirectErrorStream(true).start(), below);
  }

  URI rpcUrl() {
    return rpcUrl;
  }

  JsonNode call(String method, Object... parameters) {
    JsonNode answer = post(request(0, method, List.of(parameters)));
    require(answer);
    return answer.path("result");
  }

  /** One answer after the other, in the order of the calls. */
  void batch(List<Map.Entry<String, List<Object>>> calls) {
    var requests =
        IntStream.range(0, calls.size())
            .mapToObj(i -> request(i, calls.get(i).getKey(), calls.get(i).getValue()))
            .toList();
    post(requests).forEach(BenchNode::require);
  }

  private static Map<String, Object> request(int id, String method, List<Object> parameters) {
    return Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters);
  }

  private JsonNode post(Object body) {
    try {
      var request =
          HttpRequest.newBuilder(rpcUrl)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      return JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new IllegalStateException("the node did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void require(JsonNode answer) {
    if (answer.has("error")) {
      throw new IllegalStateException("the node refused: " + answer.path("error"));
    }
  }

  /** Waits until the file is written. */
  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // nothing is left to stop
    }
    below.ifPresent(BenchNode::close);
  }

  private static int port(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(() -> output.lines().forEach(unread -> {}));
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new IllegalStateException("anvil ended: " + String.join(" ", said));
  }
}
