// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.bench.ServiceProcess.Use;
import network.azracode.service.chain.follow.BackfillChild;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Back-fills a chain beside the {@link Floor}, in turns, and once with the whole service from its
 * start on; prints one line of JSON. See docs/performance.md.
 *
 * <p>Options: {@code --events N} and {@code --blocks N} of the generated chain; or {@code --rpc URL
 * --deployment FILE} of any other; {@code --runs N}; {@code --cold-only}; {@code --jar FILE};
 * {@code --aot FILE}.
 */
final class BackfillBenchmark {
  private static final int WARM_UPS = 5;
  private static final double VOID_BELOW = 60_000;

  private final Options options;
  private final Path root = Options.root();

  private BackfillBenchmark(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(
        new JsonMapper().writeValueAsString(new BackfillBenchmark(Options.of(arguments)).run()));
    System.exit(0);
  }

  private Map<String, Object> run() throws Exception {
    Optional<String> rpc = options.text("rpc");
    if (rpc.isPresent()) {
      return measure(URI.create(rpc.get()), Path.of(options.text("deployment").orElseThrow()));
    }
    int events = options.number("events", 100_000);
    Path folder = chain(events, options.number("blocks", ChainGenerator.blocks(events)));
    try (BenchNode node = BenchNode.playing(root, folder.resolve("chain.json"))) {
      return measure(node.rpcUrl(), folder.resolve("deployment.json"));
    }
  }

  /** Generated once and kept; one that was not finished is begun anew. */
  private Path chain(int events, int blocks) throws IOException {
    Path folder = root.resolve("target/bench/chain-%d-%d".formatted(events, blocks));
    if (!Files.exists(folder.resolve("chain.json"))) {
      System.err.println("generates a chain of " + events + " events, once");
      LineProcess.run(
          ChainGenerator.class, root.toString(), folder.toString(), "" + events, "" + blocks);
    }
    return folder;
  }

  private Map<String, Object> measure(URI rpc, Path deploymentFile) throws Exception {
    Deployment deployment = Deployment.read(deploymentFile);
    long last;
    try (Chain chain = Chain.connect(rpc, deployment.chainId())) {
      last = chain.head().number();
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (!options.has("cold-only")) {
      warm(rpc, deploymentFile, deployment, last, result);
    }
    Use cold = cold(rpc, deploymentFile, last);
    result.put("coldSeconds", cold.seconds());
    result.put("cpuSeconds", cold.cpuSeconds());
    result.put("peakRssMb", cold.peakRssMb());
    result.put("blocks", last - deployment.block() + 1);
    result.put("load", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    return result;
  }

  /** With {@code --aot FILE} after a run in which the JVM learns what is loaded and what is hot. */
  private Use cold(URI rpc, Path deploymentFile, long last) throws Exception {
    Optional<String> jar = options.text("jar");
    Optional<String> cache = options.text("aot");
    if (cache.isEmpty()) {
      return ServiceProcess.backfill(rpc, deploymentFile, last, jar);
    }
    if (!Files.exists(Path.of(cache.get()))) {
      ServiceProcess.backfill(rpc, deploymentFile, last, jar, "-XX:AOTCacheOutput=" + cache.get());
    }
    return ServiceProcess.backfill(rpc, deploymentFile, last, jar, "-XX:AOTCache=" + cache.get());
  }

  private void warm(
      URI rpc, Path deploymentFile, Deployment deployment, long last, Map<String, Object> result)
      throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    String[] found = {};
    try (LineProcess floors =
            LineProcess.start(
                Floor.class,
                rpc.toString(),
                PostgresServer.freshDatabase(),
                deployment.nodeRegistry().toString(),
                deployment.settlement().toString(),
                Long.toString(deployment.block()),
                Long.toString(last));
        LineProcess follower =
            LineProcess.start(BackfillChild.class, rpc.toString(), deploymentFile.toString())) {
      for (int run = 0; run < WARM_UPS + options.number("runs", 5); run++) {
        String[] least = floors.ask("run").split(" ");
        found = follower.ask(MigratedDatabase.create().url()).split(" ");
        System.err.printf("floor %s s, ours %s s%n", least[1], found[1]);
        if (run >= WARM_UPS) {
          floor.add(Double.valueOf(least[1]));
          ours.add(Double.valueOf(found[1]));
        }
        if (!least[0].equals(found[0])) {
          throw new IllegalStateException(
              "expected %s events as the floor, found %s".formatted(least[0], found[0]));
        }
      }
    }
    double events = Double.parseDouble(found[0]);
    result.put("events", (long) events);
    result.put("seconds", median(ours));
    result.put("floorSeconds", median(floor));
    result.put("ratio", Math.round(100 * median(ours) / median(floor)) / 100.0);
    result.put("floorEventsPerSecond", Math.round(events / median(floor)));
    result.put("void", events / median(floor) < VOID_BELOW);
    result.put("rpcRequests", Long.valueOf(found[2]));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
