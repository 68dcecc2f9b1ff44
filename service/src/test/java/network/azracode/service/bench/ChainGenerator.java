// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.TestContracts;

/**
 * Builds a chain with so many events of the real contracts, once: one block in fifteen is busy, one
 * in three has a few events, ten thousand stand in one block (per hundred thousand), the rest is
 * empty.
 */
final class ChainGenerator {
  private static final int EVENTS_PER_DENSE_BLOCK = 100_000;
  private static final int BLOCKS = 6_000;
  private static final int DENSE = 10_000;
  private static final int NETWORKS = 8;
  private static final int SECONDS_BETWEEN_VERDICTS = 250;
  private static final int CALLS_PER_BATCH = 100;

  private final BenchNode node;
  private final TestContracts contracts;
  private final List<Traffic> traffic = new ArrayList<>();
  private long attestedAt;

  private ChainGenerator(BenchNode node, TestContracts contracts) {
    this.node = node;
    this.contracts = contracts;
  }

  /**
   * @param arguments the repository, a folder, how many events, how many blocks
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path unfinished = folder.resolve("chain.json.unfinished");
    try (BenchNode node = BenchNode.recording(Path.of(arguments[0]), unfinished)) {
      deploy(node, folder).build(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }
    Files.move(unfinished, folder.resolve("chain.json"));
    System.exit(0);
  }

  /** Contracts, and networks with an open session each, ready for {@link Traffic}. */
  static ChainGenerator deploy(BenchNode node, Path folder) throws IOException {
    new Anvil(node.rpcUrl()).mineOnDemand();
    node.call("anvil_setBlockTimestampInterval", 1);
    KeySigner funder = KeySigner.random(new SecureRandom());
    node.call(
        "anvil_setBalance",
        funder.address().toString(),
        "0x" + BigInteger.TEN.pow(26).toString(16));
    TestNode test = TestNode.of(node.rpcUrl(), BenchNode.CHAIN_ID, funder);
    Path journals = Files.createTempDirectory(folder, "journals");
    TestContracts contracts = TestContracts.deploy(test, journals);
    contracts.deployment().write(folder.resolve("deployment.json"));
    ChainGenerator generator = new ChainGenerator(node, contracts);
    for (int i = 0; i < NETWORKS; i++) {
      generator.traffic.add(new Traffic(node, contracts));
    }
    generator.attestedAt = contracts.chain().head().time();
    node.call("evm_setAutomine", false);
    return generator;
  }

  /** As many blocks as keep a hundred thousand events in six thousand. */
  static int blocks(int events) {
    return Math.max(1, events / EVENTS_PER_DENSE_BLOCK) * BLOCKS;
  }

  private void build(int events, int blocks) {
    int dense = blocks / Math.max(1, events / EVENTS_PER_DENSE_BLOCK);
    int scale = Math.max(1, blocks(events) / blocks);
    for (int block = 0; block < blocks; block++) {
      if (block % dense == dense / 2) {
        for (int share = 0; share < NETWORKS; share++) {
          post(traffic.get(share).jobs(DENSE / NETWORKS, timeOfNext()));
        }
      } else if (block % 15 == 0) {
        send(block / 15, 150 * scale);
      } else if (block % 3 == 1) {
        send(block / 3, 15 * scale);
      }
      mine();
      if (block % 500 == 499) {
        System.err.printf("block %d of %d%n", block + 1, blocks);
      }
    }
    node.call("anvil_mine", "0x5");
  }

  /** Sends transactions with about so many events of one network. */
  void send(int who, int events) {
    post(traffic.get(who % NETWORKS).events(events, timeOfNext()));
  }

  /** Of the next block; verdicts are renewed before they end. */
  private long timeOfNext() {
    if (time() + 1 - attestedAt > SECONDS_BETWEEN_VERDICTS) {
      node.call("evm_setAutomine", true);
      traffic.forEach(Traffic::attest);
      node.call("evm_setAutomine", false);
      attestedAt = time();
    }
    return time() + 1;
  }

  private void post(List<Map.Entry<String, List<Object>>> calls) {
    for (int from = 0; from < calls.size(); from += CALLS_PER_BATCH) {
      node.batch(calls.subList(from, Math.min(calls.size(), from + CALLS_PER_BATCH)));
    }
  }

  void mine() {
    node.call("evm_mine");
  }

  TestContracts contracts() {
    return contracts;
  }

  private long time() {
    return contracts.chain().head().time();
  }
}
