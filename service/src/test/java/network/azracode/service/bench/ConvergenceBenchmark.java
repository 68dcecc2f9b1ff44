// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.TestContracts;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long after a node has reorganised the API speaks of its new head: one line of JSON. See
 * docs/performance.md.
 *
 * <p>Options: {@code --times N} (50) of each kind, {@code --poll-millis N} (500), {@code --seed N},
 * {@code --jar FILE}.
 */
final class ConvergenceBenchmark {
  private static final int DEPTH = 5;
  private static final int BEHIND_FINAL = 60;
  private static final int EVERY_MILLIS = 1;

  private final TestContracts contracts;
  private final Anvil anvil;
  private final ServiceProcess service;
  private final Random phase;
  private final int pollMillis;

  private ConvergenceBenchmark(
      TestNode node, TestContracts contracts, ServiceProcess service, int pollMillis, long seed) {
    this.contracts = contracts;
    this.anvil = new Anvil(node.rpcUrl());
    this.service = service;
    this.phase = new Random(seed);
    this.pollMillis = pollMillis;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    int pollMillis = options.number("poll-millis", 500);
    int seed = options.number("seed", 1);
    Path folder = Files.createTempDirectory("azra-convergence");
    try (TestNode node = TestNode.startAnvil()) {
      new Anvil(node.rpcUrl()).mineOnDemand();
      TestContracts contracts = TestContracts.deploy(node, folder);
      contracts.deployment().write(folder.resolve("deployment.json"));
      try (ServiceProcess service =
          ServiceProcess.start(
              node.rpcUrl(),
              folder.resolve("deployment.json"),
              options.text("jar"),
              ServiceProcess.FLAGS,
              "--azra.chain.finality=depth:10",
              "--azra.chain.deep-reorganisation=heal",
              "--azra.chain.poll-millis=" + pollMillis)) {
        var benchmark = new ConvergenceBenchmark(node, contracts, service, pollMillis, seed);
        System.out.println(
            new JsonMapper().writeValueAsString(benchmark.run(options.number("times", 50))));
      }
    }
    System.exit(0);
  }

  private Map<String, Object> run(int times) throws Exception {
    anvil.mine(300);
    converge();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("times", times);
    result.put("goalMillis", pollMillis + 100);
    measure(result, "newBlocks", times, () -> anvil.mine(1));
    measure(result, "sameHeight", times, () -> anvil.reorganise(DEPTH));
    measure(result, "headGoesDown", times, () -> anvil.rollBack(3));
    measure(result, "deeperThanFinality", times, () -> anvil.reorganise(BEHIND_FINAL));
    result.put("load", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    return result;
  }

  /** At any moment between two looks. */
  private void measure(Map<String, Object> result, String what, int times, Runnable change)
      throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      anvil.mine(4);
      converge();
      Thread.sleep(phase.nextInt(pollMillis));
      change.run();
      millis.add(converge());
    }
    millis.sort(null);
    result.put(what + "P50Millis", millis.get(times / 2));
    result.put(what + "MaxMillis", millis.getLast());
  }

  private double converge() throws Exception {
    long start = System.nanoTime();
    Block head = contracts.chain().head();
    while (!service.seen().equals(new ServiceProcess.Seen(head.number(), head.hash().toString()))) {
      Thread.sleep(EVERY_MILLIS);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
