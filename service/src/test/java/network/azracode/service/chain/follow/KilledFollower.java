// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;

/**
 * The follower in a process of its own, over a real node with real contracts, killed (SIGKILL) at
 * moments of chance while it writes, while blocks come and go. Every fourth life begins with a
 * rebuild, during which readers must find whole tables.
 */
public final class KilledFollower {
  private static final int MAX_MILLIS_ALIVE = 400;
  private static final int BLOCKS_PER_LIFE = 60;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_MILLIS_REBUILDING = 1_200;
  private static final int REBUILDS_ONE_IN = 4;
  private static final String READY = "following";

  /** One where every block has its place, every row its block and every ending its opening. */
  private static final String IS_WHOLE =
      """
      SELECT (SELECT count(*) FROM blocks) = c.head - c.first_block + 1
        AND NOT EXISTS (SELECT FROM job_openings o
          WHERE NOT EXISTS (SELECT FROM blocks b WHERE b.number = o.block_number))
        AND NOT EXISTS (SELECT FROM settlements s
          WHERE NOT EXISTS (SELECT FROM job_openings o WHERE o.job_id = s.job_id))
      FROM chain_cursor c\
      """;

  private final Path folder;
  private final Random random;

  private KilledFollower(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** The child: follows one look after the other until it is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      var database = MigratedDatabase.at(arguments[0]);
      var deployment = Deployment.read(Path.of(arguments[1]));
      var rpcUrl = URI.create(arguments[2]);
      var ledger =
          new FollowedLedger(database, deployment, rpcUrl, "depth:5", DeepReorganisation.HALT);
      System.out.println(READY);
      boolean rebuilding = Boolean.parseBoolean(arguments[3]);
      while (true) {
        try {
          rebuilding = rebuilding && ledger.rebuild();
          if (!rebuilding) {
            ledger.look();
            Thread.sleep(10);
          }
        } catch (RuntimeException failed) {
          // the next look goes on, as that of a follower in production does
          System.err.println(failed);
          Thread.sleep(10);
        }
      }
    }
  }

  /**
   * Lets so many children live and die over one chain and one database.
   *
   * @param folder an empty one
   * @throws AssertionError if the tables do not end as those of one that was never killed
   */
  public static void diesAndGoesOn(Path folder, int kills, long seed) throws Exception {
    new KilledFollower(folder, seed).run(kills, seed);
  }

  private void run(int kills, long seed) throws Exception {
    try (TestNode node = TestNode.startAnvil()) {
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      TestContracts contracts = TestContracts.deploy(node, folder);
      contracts.deployment().write(folder.resolve("deployment.json"));
      MigratedDatabase database = MigratedDatabase.create();
      for (int kill = 0; kill < kills; kill++) {
        boolean rebuilds = kill % REBUILDS_ONE_IN == REBUILDS_ONE_IN - 1;
        Process child = child(database, node, rebuilds);
        TestNetwork network = new TestNetwork(contracts);
        network.settle(network.open(300), 5);
        anvil.mine(BLOCKS_PER_LIFE);
        int millis = random.nextInt(rebuilds ? MAX_MILLIS_REBUILDING : MAX_MILLIS_ALIVE);
        killAfter(millis, child, database);
        if (random.nextInt(3) == 0) {
          anvil.reorganise(1 + random.nextInt(MAX_DEPTH));
        }
      }
      assertEqualReplay(database, contracts, node, seed);
      contracts.chain().close();
    }
  }

  private static void assertEqualReplay(
      MigratedDatabase database, TestContracts contracts, TestNode node, long seed) {
    var halt = DeepReorganisation.HALT;
    var deployment = contracts.deployment();
    MigratedDatabase fresh = MigratedDatabase.create();
    try (var ledger = new FollowedLedger(fresh, deployment, node.rpcUrl(), "depth:5", halt)) {
      ledger.catchUp();
    }
    try (var ledger = new FollowedLedger(database, deployment, node.rpcUrl(), "depth:5", halt)) {
      ledger.catchUp();
    }
    assertThat(TableDigests.of(database.jdbc()))
        .as("seed %d", seed)
        .isEqualTo(TableDigests.of(fresh.jdbc()));
  }

  private Process child(MigratedDatabase database, TestNode node, boolean rebuilds)
      throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.url(),
            folder.resolve("deployment.json").toString(),
            node.rpcUrl().toString(),
            Boolean.toString(rebuilds))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Counted from the moment at which the child follows; what is read until then is whole. */
  private static void killAfter(int millis, Process child, MigratedDatabase database)
      throws Exception {
    try (var output = child.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.equals(READY)) {
        line = output.readLine();
      }
      assertThat(child.isAlive()).as("a child that started").isTrue();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (System.nanoTime() < end) {
        assertThat(database.jdbc().sql(IS_WHOLE).query(Boolean.class).list())
            .as("tables that answer")
            .doesNotContain(false);
        Thread.sleep(5);
      }
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
