// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.process.FreePort;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.leader.Leadership;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TableDigests;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * Two PostgreSQL servers, one a replica of the other by streaming, and an address that names both.
 */
class ReplicaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final SimulatedChain chain = new SimulatedChain(1, new Random(21));

  @Test
  @DisplayName("H-49 S14 after a fail-over to a replica that lagged, nothing is lost or doubled")
  void aReplicaThatLaggedIsGoneOnWith() throws Exception {
    EmbeddedPostgres first = start("primary", FreePort.draw());
    int port = first.getPort();
    Flyway.configure().dataSource(url(port), "postgres", "").load().migrate();
    first.close();
    copyAsStandbyOf(port);
    var primary = start("primary", port);
    var replica = start("replica", FreePort.draw());
    try (var quiet = new Quiet();
        var pool = pool(port, replica.getPort());
        var leadership = new Leadership(pool)) {
      leadership.start();
      SimulatedFollower follower = follower(pool, leadership);
      chain.extend(30);
      untilItFollows(follower);
      MigratedDatabase standby = MigratedDatabase.at(url(replica.getPort()));
      await(() -> digests(standby).equals(digests(MigratedDatabase.at(url(port)))));
      stopStreaming(standby);
      chain.extend(10);
      untilItFollows(follower);
      chain.cutTo(chain.latest() - 3);
      chain.extend(8);
      untilItFollows(follower);
      long fence = number(MigratedDatabase.at(url(port)), "SELECT fence FROM chain_leadership");
      assertThat(number(standby, "SELECT head FROM chain_cursor")).isLessThan(chain.latest() - 10);

      kill("primary");
      await(() -> {
        follower.look();
        return follower.isHalted() || leadership.token().isEmpty();
      });
      number(standby, "SELECT pg_promote()::int");
      chain.extend(2);
      untilItFollows(follower);

      assertThat(digests(standby)).isEqualTo(digestsOfAReplay());
      assertThat(number(standby, "SELECT fence FROM chain_leadership")).isGreaterThan(fence);
    } finally {
      kill("replica");
      primary.close();
      replica.close();
    }
  }

  private EmbeddedPostgres start(String name, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve(name))
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PostgresServer.STARTUP)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .start();
  }

  /** What pg_basebackup makes, of a server that rests. */
  private void copyAsStandbyOf(int port) throws IOException {
    Path standby = folder.resolve("replica");
    FileSystemUtils.copyRecursively(folder.resolve("primary"), standby);
    Files.setPosixFilePermissions(standby, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(standby.resolve("standby.signal"));
    Files.writeString(
        standby.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(port));
  }

  private static void stopStreaming(MigratedDatabase standby) throws InterruptedException {
    try (Connection connection = standby.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET primary_conninfo = ''");
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    await(() -> number(standby, "SELECT count(*) FROM pg_stat_wal_receiver") == 0);
  }

  /** As a machine that is gone: nothing more is sent to the replica. */
  private void kill(String name) throws IOException, InterruptedException {
    Path pid = folder.resolve(name).resolve("postmaster.pid");
    if (Files.exists(pid)) {
      String server = Files.readAllLines(pid).getFirst().strip();
      assertThat(new ProcessBuilder("kill", "-9", server).start().waitFor()).isZero();
      Files.delete(pid);
    }
  }

  private static HikariDataSource pool(int one, int other) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(
        ("jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?user=postgres"
                + "&targetServerType=primary&hostRecheckSeconds=1&connectTimeout=3")
            .formatted(one, other));
    pool.setMaximumPoolSize(4);
    pool.setConnectionTimeout(1_000);
    return pool;
  }

  private SimulatedFollower follower(HikariDataSource pool, Leadership leadership) {
    var node =
        new SimulatedNode(
            chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
    return SimulatedFollower.rebuilding(
        pool,
        Optional.empty(),
        leadership,
        chain.deployment(),
        List.<Transport>of(node),
        new Finality.Depth(6),
        DeepReorganisation.HALT);
  }

  private void untilItFollows(SimulatedFollower follower) throws InterruptedException {
    var head = chain.canonical().getLast().self();
    await(() -> {
      follower.look();
      return follower.follows(head);
    });
  }

  private Map<String, String> digestsOfAReplay() throws SQLException {
    MigratedDatabase fresh = MigratedDatabase.create();
    try (Connection connection = DriverManager.getConnection(fresh.url())) {
      new NaiveProjector(connection, 1).write(chain.canonical());
    }
    return digests(fresh);
  }

  private static Map<String, String> digests(MigratedDatabase database) {
    return TableDigests.of(database.jdbc());
  }

  private static long number(MigratedDatabase database, String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }
}
