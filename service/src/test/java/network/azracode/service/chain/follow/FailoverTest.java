// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two followers in processes of their own: one leads, and the other takes over. */
class FailoverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of five on a machine of one's own three are patience; the rest is for one that others use. */
  private static final Duration FAILOVER = Duration.ofSeconds(10);

  /** How long the leader is frozen at least, be it followed before or not. */
  private static final Duration FROZEN =
      Duration.ofSeconds(Long.getLong("azra.failover.frozen-seconds", 0));

  private static final int POLL_MILLIS = 50;

  /** Who was given a fence, and who wrote, from the database itself. */
  private static final String NOTES =
      """
      CREATE TABLE fences_given (fence bigint);
      CREATE FUNCTION note_fence() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO fences_given VALUES (NEW.fence);
        RETURN NULL;
      END $$;
      CREATE TRIGGER noted_first AFTER INSERT ON chain_leadership
        FOR EACH ROW EXECUTE FUNCTION note_fence();
      CREATE TRIGGER noted AFTER UPDATE ON chain_leadership
        FOR EACH ROW WHEN (NEW.fence <> OLD.fence) EXECUTE FUNCTION note_fence();
      CREATE TABLE transactions_written (writer text);
      CREATE FUNCTION note_writer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO transactions_written VALUES (current_setting('application_name'));
        RETURN NULL;
      END $$;
      CREATE TRIGGER noted AFTER UPDATE ON chain_cursor
        FOR EACH ROW EXECUTE FUNCTION note_writer()\
      """;

  @TempDir private static Path folder;

  private final MigratedDatabase database = MigratedDatabase.create();

  /** The child: waits for a sign, then follows, or stands by, until it is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      var follower =
          new ElectedFollower(
              arguments[0],
              Deployment.read(Path.of(arguments[1])),
              URI.create(arguments[2]),
              POLL_MILLIS,
              false);
      follower.connect();
      if (System.in.read() == '!') {
        follower.start();
        Thread.sleep(Duration.ofMinutes(10));
      }
    }
  }

  @BeforeEach
  void takeNotes() {
    new JdbcTemplate(database.dataSource()).execute(NOTES);
  }

  @Test
  @DisplayName("H-85 S17 of two that start together one is given a fence, and it alone writes")
  void ofTwoThatStartTogetherOneLeads() throws Exception {
    try (TestNode node = TestNode.startAnvil();
        Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      deployment(node).write(folder.resolve("deployment.json"));
      List<Process> both = List.of(child(node, "one"), child(node, "two"));
      try {
        await(() -> sessions("one") > 0 && sessions("two") > 0);
        for (Process each : both) {
          begin(each);
        }
        await(() -> follows(chain) && (standsBy("one") || standsBy("two")));
        anvil.mine(10);
        await(() -> follows(chain));
        assertThat(number("SELECT count(*) FROM fences_given")).isEqualTo(1);
        assertThat(writers()).containsExactly(leader());
      } finally {
        both.forEach(Process::destroyForcibly);
      }
    }
  }

  @Test
  @DisplayName(
      "H-43 S17 a frozen or killed leader is followed within five seconds; one that wakes writes"
          + " nothing")
  void anotherTakesOver() throws Exception {
    try (TestNode node = TestNode.startAnvil();
        Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      deployment(node).write(folder.resolve("deployment.json"));
      anvil.mine(10);
      Process one = child(node, "one");
      Process two = child(node, "two");
      try {
        begin(one);
        await(() -> "one".equals(leader()) && follows(chain));
        long first = fence();
        begin(two);
        await(() -> standsBy("two"));
        Instant frozen = Instant.now();
        signal("STOP", one);
        anvil.mine(10);
        await(() -> "two".equals(leader()) && fence() > first);
        assertFollowedSoon("SIGSTOP", frozen);
        await(() -> follows(chain));
        goOnUntil(frozen.plus(FROZEN), anvil);
        long second = fence();
        long written = writtenBy("one");
        signal("CONT", one);
        anvil.mine(10);
        await(() -> follows(chain) && standsBy("one"));
        assertThat(leader()).isEqualTo("two");
        assertThat(fence()).isEqualTo(second);
        assertThat(writtenBy("one")).isEqualTo(written);
        Instant killed = Instant.now();
        two.destroyForcibly();
        anvil.mine(10);
        await(() -> "one".equals(leader()) && fence() > second);
        assertFollowedSoon("SIGKILL", killed);
        await(() -> follows(chain));
      } finally {
        one.destroyForcibly();
        two.destroyForcibly();
      }
    }
  }

  private void assertFollowedSoon(String signal, Instant sent) {
    Duration took = Duration.between(sent, elected());
    System.out.printf("fail-over took %d ms from %s%n", took.toMillis(), signal);
    assertThat(took).as(signal).isLessThan(FAILOVER);
  }

  private static void goOnUntil(Instant end, Anvil anvil) throws InterruptedException {
    while (Instant.now().isBefore(end)) {
      anvil.mine(1);
      Thread.sleep(100);
    }
  }

  private Process child(TestNode node, String name) throws Exception {
    return ChildJvm.of(Child.class)
        .maxHeapMb(128)
        .process(
            database.url() + "&ApplicationName=" + name,
            folder.resolve("deployment.json").toString(),
            node.rpcUrl().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void begin(Process child) throws IOException {
    try (var sign = child.getOutputStream()) {
      sign.write('!');
    }
  }

  private static void signal(String name, Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  /** Whose session holds the lock. */
  private String leader() {
    return database
        .jdbc()
        .sql(
            """
            SELECT coalesce(max(a.application_name), '') FROM pg_locks l
            JOIN pg_stat_activity a USING (pid) JOIN chain_leadership c ON true
            WHERE l.locktype = 'advisory' AND l.mode = 'ExclusiveLock' AND l.granted
              AND a.datname = current_database()\
            """)
        .query(String.class)
        .single();
  }

  private long sessions(String name) {
    return number(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = '%s'".formatted(name));
  }

  private boolean follows(Chain chain) {
    return number("SELECT coalesce(max(head), 0) FROM chain_cursor") == chain.head().number();
  }

  private long fence() {
    return number("SELECT max(fence) FROM chain_leadership");
  }

  /** Of the fence, as which a leader takes the time; signs of life come on after it. */
  private Instant elected() {
    return Instant.EPOCH.plus(fence(), ChronoUnit.MICROS);
  }

  /** Whether its session has looked at another's last sign of life. */
  private boolean standsBy(String name) {
    return number(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE application_name = '%s' AND query LIKE '%%renewed_at <%%'\
            """
                .formatted(name))
        > 0;
  }

  private List<String> writers() {
    return database
        .jdbc()
        .sql("SELECT DISTINCT writer FROM transactions_written")
        .query((row, index) -> row.getString(1))
        .list();
  }

  private long writtenBy(String name) {
    return number("SELECT count(*) FROM transactions_written WHERE writer = '%s'".formatted(name));
  }

  private long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static Deployment deployment(TestNode node) {
    try (Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      return new Deployment(
          node.chainId(), chain.block(0).hash(), 0, any(1), any(2), any(3), any(4));
    }
  }

  private static Address any(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }
}
