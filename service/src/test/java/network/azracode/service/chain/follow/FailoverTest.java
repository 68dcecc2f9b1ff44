// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two followers in processes of their own: one leads, and the other takes over. */
class FailoverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of five on a machine of one's own three are patience; the rest is for one that others use. */
  private static final Duration FAILOVER = Duration.ofSeconds(10);

  @TempDir private static Path folder;

  private final MigratedDatabase database = MigratedDatabase.create();

  /** The child: follows, or stands by, until it is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      var dataSource = MigratedDatabase.at(arguments[0]).dataSource();
      var properties =
          new ChainProperties(
              List.of(URI.create(arguments[2])),
              false,
              new Finality.Depth(5),
              DeepReorganisation.HALT,
              LogProof.BLOOM,
              List.of(),
              50);
      new FollowerLifecycle(
              properties,
              Deployment.read(Path.of(arguments[1])),
              List.of(),
              new JdbcTemplate(dataSource),
              new JdbcTransactionManager(dataSource),
              new SimpleMeterRegistry(),
              Clock.systemUTC(),
              false)
          .start();
      Thread.sleep(Duration.ofMinutes(10));
    }
  }

  @Test
  @DisplayName(
      "H-43 a frozen leader is followed within five seconds, and when it wakes writes nothing")
  void anotherTakesOver() throws Exception {
    try (TestNode node = TestNode.startAnvil();
        Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      deployment(node).write(folder.resolve("deployment.json"));
      anvil.mine(10);
      Process one = child(node, "one");
      Process two = null;
      try {
        await(() -> "one".equals(leader()) && follows(chain));
        long first = fence();
        two = child(node, "two");
        await(() -> sessions("two") > 0);
        signal("STOP", one);
        Instant frozen = lastSign();
        anvil.mine(10);
        await(() -> "two".equals(leader()) && fence() > first);
        Duration took = Duration.between(frozen, elected());
        System.out.printf("fail-over took %d ms%n", took.toMillis());
        assertThat(took).isLessThan(FAILOVER);
        await(() -> follows(chain));
        long second = fence();
        assertThat(second).isGreaterThan(first);
        signal("CONT", one);
        anvil.mine(10);
        await(() -> follows(chain) && sessions("one") > 0);
        assertThat(leader()).isEqualTo("two");
        assertThat(fence()).isEqualTo(second);
        two.destroyForcibly();
        anvil.mine(10);
        await(() -> "one".equals(leader()) && follows(chain));
        assertThat(fence()).isGreaterThan(second);
      } finally {
        one.destroyForcibly();
        if (two != null) {
          two.destroyForcibly();
        }
      }
    }
  }

  private Process child(TestNode node, String name) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.url() + "&ApplicationName=" + name,
            folder.resolve("deployment.json").toString(),
            node.rpcUrl().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
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

  private Instant lastSign() {
    return Instant.ofEpochMilli(
        number(
            "SELECT (extract(epoch FROM max(renewed_at)) * 1000)::bigint FROM chain_leadership"));
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
