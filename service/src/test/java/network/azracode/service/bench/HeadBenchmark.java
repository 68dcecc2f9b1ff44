// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long after a node has a block the API speaks of it: one line of JSON. See
 * docs/performance.md.
 *
 * <p>Options: {@code --blocks N} (1,000), {@code --per-second N} (1), {@code --events N} per block
 * (200), {@code --poll-only}, {@code --jar FILE}.
 */
final class HeadBenchmark {
  private static final int WARM_UP = 20;
  private static final int EVERY_NANOS = 1_000_000;

  private HeadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Path folder = Files.createTempDirectory("azra-head");
    try (BenchNode node = BenchNode.passing(Options.root())) {
      ChainGenerator chain = ChainGenerator.deploy(node, folder);
      List<String> more = new ArrayList<>(List.of("--azra.chain.finality=depth:64"));
      if (!options.has("poll-only")) {
        more.add(
            "--azra.chain.web-socket-urls="
                + URI.create(node.rpcUrl().toString().replace("http", "ws")));
      }
      try (ServiceProcess service =
          ServiceProcess.start(
              node.rpcUrl(),
              folder.resolve("deployment.json"),
              options.text("jar"),
              ServiceProcess.FLAGS,
              more.toArray(String[]::new))) {
        System.out.println(new JsonMapper().writeValueAsString(run(options, chain, service)));
      }
    }
    System.exit(0);
  }

  private static Map<String, Object> run(
      Options options, ChainGenerator chain, ServiceProcess service) throws Exception {
    int blocks = options.number("blocks", 1_000);
    int perSecond = options.number("per-second", 1);
    int events = options.number("events", 200);
    awaitBlock(service, chain.contracts().chain().head().number());
    Readable readable = new Readable(service);
    Thread reading = Thread.ofPlatform().daemon().start(readable);
    long[] available = new long[WARM_UP + blocks];
    long[] numbers = new long[available.length];
    long began = System.nanoTime();
    for (int i = 0; i < available.length; i++) {
      sleepUntil(began + i * 1_000_000_000L / perSecond);
      chain.send(i, events);
      chain.mine();
      available[i] = System.nanoTime();
      numbers[i] = chain.contracts().chain().head().number();
    }
    readable.until(numbers[numbers.length - 1]);
    reading.join();
    double seconds = (available[available.length - 1] - available[WARM_UP]) / 1e9;
    List<Double> millis =
        IntStream.range(WARM_UP, available.length)
            .mapToObj(i -> (readable.since(numbers[i]) - available[i]) / 1e6)
            .sorted()
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("blocks", blocks);
    result.put("blocksPerSecond", (blocks - 1) / seconds);
    result.put("eventsPerBlock", events);
    result.put("subscription", !options.has("poll-only"));
    result.put("p50Millis", at(millis, 0.50));
    result.put("p99Millis", at(millis, 0.99));
    result.put("maxMillis", millis.getLast());
    result.put("load", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    return result;
  }

  /** The service has started, and is at the head. */
  private static void awaitBlock(ServiceProcess service, long number) throws Exception {
    while (service.block() < number) {
      Thread.sleep(0, EVERY_NANOS - 1);
    }
  }

  /** Blocks come at their time, whether the last one has been read or not. */
  private static void sleepUntil(long nanoTime) throws InterruptedException {
    long rest = nanoTime - System.nanoTime();
    if (rest > 0) {
      Thread.sleep(rest / 1_000_000, (int) (rest % 1_000_000));
    }
  }

  /** Asks the API all the time, and notes when it first spoke of a block. */
  private static final class Readable implements Runnable {
    private final ServiceProcess service;
    private final NavigableMap<Long, Long> firstSpokenOf = new ConcurrentSkipListMap<>();
    private volatile long last = Long.MAX_VALUE;

    Readable(ServiceProcess service) {
      this.service = service;
    }

    @Override
    public void run() {
      try {
        for (long known = -1; known < last; Thread.sleep(0, EVERY_NANOS - 1)) {
          long block = service.block();
          if (block > known) {
            firstSpokenOf.put(block, System.nanoTime());
            known = block;
          }
        }
      } catch (Exception unanswered) {
        throw new IllegalStateException(unanswered);
      }
    }

    /** Ends it once this block was spoken of. */
    void until(long number) {
      last = number;
    }

    /** When it, or a later one, was. */
    long since(long number) {
      return Objects.requireNonNull(firstSpokenOf.ceilingEntry(number)).getValue();
    }
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
  }
}
