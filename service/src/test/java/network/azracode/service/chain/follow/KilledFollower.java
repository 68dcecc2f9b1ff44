// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The elected follower in a process of its own, over a real node with real contracts, killed
 * (SIGKILL) while blocks come and go: every other time at a moment of chance, else in the middle of
 * a transaction. Each life takes the lead over from the one before; every fourth begins with a
 * rebuild, during which readers must find whole tables.
 */
public final class KilledFollower {
  private static final int MAX_MILLIS_ALIVE = 400;
  private static final int BLOCKS_PER_LIFE = 60;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_MILLIS_REBUILDING = 1_200;
  private static final int REBUILDS_ONE_IN = 4;
  private static final int MOST_MILLIS_UNTIL_IT_WRITES = 1_000;
  private static final int POLL_MILLIS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LEADS = "leads";

  /** From a transaction's first row to its commit; the child alone writes here. */
  private static final String IS_WRITING =
      """
      SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND backend_xid IS NOT NULL)\
      """;

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
  private final MigratedDatabase database = MigratedDatabase.create();
  private int killedWriting;
  private long fence;

  private KilledFollower(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** The child: stands by until it leads, and follows until it is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      PrintStream answers = System.out;
      System.setOut(System.err); // nobody reads what is logged: it must not fill the pipe
      var follower =
          new ElectedFollower(
              arguments[0],
              Deployment.read(Path.of(arguments[1])),
              URI.create(arguments[2]),
              POLL_MILLIS,
              Boolean.parseBoolean(arguments[3]));
      follower.start();
      while (!follower.leads()) {
        Thread.sleep(2);
      }
      answers.println(LEADS);
      Thread.sleep(Duration.ofMinutes(10));
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
    try (TestNode node = TestNode.startAnvil();
        var sessions = database.sessions()) {
      JdbcClient reader = JdbcClient.create(sessions);
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      TestContracts contracts = TestContracts.deploy(node, folder);
      contracts.deployment().write(folder.resolve("deployment.json"));
      long began = System.nanoTime();
      for (int kill = 0; kill < kills; kill++) {
        boolean rebuilds = kill % REBUILDS_ONE_IN == REBUILDS_ONE_IN - 1;
        Process child = child(node, rebuilds);
        TestNetwork network = new TestNetwork(contracts);
        network.settle(network.open(300), 5);
        anvil.mine(BLOCKS_PER_LIFE);
        int millis = random.nextInt(rebuilds ? MAX_MILLIS_REBUILDING : MAX_MILLIS_ALIVE);
        killAfter(millis, child, reader, anvil);
        if (random.nextInt(3) == 0) {
          anvil.reorganise(1 + random.nextInt(MAX_DEPTH));
        }
      }
      System.out.printf(
          "%d kills, %d in the middle of a transaction, %d ms each%n",
          kills, killedWriting, (System.nanoTime() - began) / 1_000_000 / kills);
      assertThat(killedWriting).as("kills in the middle of a transaction").isPositive();
      assertGoesOnToEqualReplay(contracts, node, seed);
      contracts.chain().close();
    }
  }

  private void assertGoesOnToEqualReplay(TestContracts contracts, TestNode node, long seed)
      throws InterruptedException {
    Deployment deployment = contracts.deployment();
    MigratedDatabase fresh = MigratedDatabase.create();
    try (var replay =
        new FollowedLedger(fresh, deployment, node.rpcUrl(), "depth:5", DeepReorganisation.HALT)) {
      replay.catchUp();
    }
    Map<String, String> expected = TableDigests.of(fresh.jdbc());
    try (var last =
        new ElectedFollower(database.url(), deployment, node.rpcUrl(), POLL_MILLIS, false)) {
      last.start();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!TableDigests.of(database.jdbc()).equals(expected) && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }
    assertThat(TableDigests.of(database.jdbc())).as("seed %d", seed).isEqualTo(expected);
  }

  private Process child(TestNode node, boolean rebuilds) throws IOException {
    return ChildJvm.of(Child.class)
        .maxHeapMb(128)
        .process(
            database.url(),
            folder.resolve("deployment.json").toString(),
            node.rpcUrl().toString(),
            Boolean.toString(rebuilds))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Counted from the moment at which the child leads; what is read until then is whole. */
  private void killAfter(int millis, Process child, JdbcClient reader, Anvil anvil)
      throws Exception {
    try (var output = child.inputReader()) {
      assertThat(output.readLine()).as("what a child says that started").isEqualTo(LEADS);
      assertTookTheLead(reader);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (System.nanoTime() < end) {
        assertThat(reader.sql(IS_WHOLE).query(Boolean.class).list())
            .as("tables that answer")
            .doesNotContain(false);
        anvil.mine(1);
        Thread.sleep(5);
      }
      if (random.nextBoolean()) {
        awaitWriting(reader, anvil);
      }
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void assertTookTheLead(JdbcClient reader) {
    long taken = reader.sql("SELECT fence FROM chain_leadership").query(Long.class).single();
    assertThat(taken).as("fence of the next life").isGreaterThan(fence);
    fence = taken;
  }

  private void awaitWriting(JdbcClient reader, Anvil anvil) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_UNTIL_IT_WRITES);
    while (System.nanoTime() < end) {
      anvil.mine(1);
      // it looks once a poll and writes for a few milliseconds: more often than blocks are mined
      long looks = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3 * POLL_MILLIS);
      while (System.nanoTime() < looks) {
        if (reader.sql(IS_WRITING).query(Boolean.class).single()) {
          killedWriting++;
          return;
        }
      }
    }
  }
}
