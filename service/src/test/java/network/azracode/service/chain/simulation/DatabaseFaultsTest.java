// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.process.FreePort;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TableDigests;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of its own that is restarted, fills up, turns read-only or is cut off: following
 * halts, health is red, and it goes on by itself with nothing lost or doubled.
 */
@DisplayName("H-23 a database that fails halts following, red, and nothing else")
class DatabaseFaultsTest {
  private static final int MOST_LOOKS = 20;

  @TempDir private Path folder;
  private Quiet quiet;
  private EmbeddedPostgres server;
  private MigratedDatabase database;
  private SimulatedChain chain;
  private SimulatedNode node;
  private SimulatedFollower follower;

  @BeforeEach
  void start() throws IOException {
    quiet = new Quiet();
    server = start(FreePort.draw());
    database = MigratedDatabase.at(server.getJdbcUrl("postgres", "postgres"));
    Flyway.configure().dataSource(database.dataSource()).load().migrate();
    chain = new SimulatedChain(1, new Random(5));
    chain.extend(20);
    node = node(chain);
    follower = follower(database.url());
    assertItGoesOn();
  }

  @AfterEach
  void stop() throws IOException {
    follower.close();
    server.close();
    quiet.close();
  }

  @Test
  @DisplayName("S14 PostgreSQL is stopped and started again")
  void aRestartedDatabaseIsGoneOnWith() throws IOException {
    int port = server.getPort();
    server.close();
    chain.extend(5);
    assertItHalts();
    server = start(port);
    assertItGoesOn();
  }

  @Test
  @DisplayName("S15 the disk is full")
  void aFullDiskHaltsAndIsGoneOnWith() throws Exception {
    Path disk = folder.resolve("disk");
    assertThat(disk.toFile().mkdir()).isTrue();
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=12m,mode=0777", "none", disk.toString()))
        .as("a disk of its own can be mounted")
        .isZero();
    try {
      sql("CREATE TABLESPACE small LOCATION '%s'".formatted(disk));
      sql("ALTER TABLE job_openings_default SET TABLESPACE small");
      sql(
          "CREATE TABLE ballast (bytes bytea)"
              + " WITH (autovacuum_enabled = off, toast.autovacuum_enabled = off)"
              + " TABLESPACE small");
      sql("ALTER TABLE ballast ALTER bytes SET STORAGE EXTERNAL");
      fill();
      chain.extend(2_000);
      assertItHalts();
      assertThat(follower.toString()).contains("53100");
      Map<String, String> kept = TableDigests.of(database.jdbc());
      assertItHalts();
      assertThat(TableDigests.of(database.jdbc())).isEqualTo(kept);
      sql("DROP TABLE ballast");
      sql("CHECKPOINT");
      assertItGoesOn();
    } finally {
      sql("ALTER TABLE job_openings_default SET TABLESPACE pg_default");
      sql("DROP TABLE IF EXISTS ballast");
      sql("CHECKPOINT");
      sql("DROP TABLESPACE small");
      run("umount", disk.toString());
    }
  }

  @Test
  @DisplayName("S15 the database is read-only")
  void aReadOnlyDatabaseHaltsAndIsGoneOnWith() {
    sql("ALTER DATABASE postgres SET default_transaction_read_only = on");
    chain.extend(5);
    assertItHalts();
    assertThat(follower.toString()).contains("25006");
    sql("SET default_transaction_read_only = off", "ALTER DATABASE postgres RESET ALL");
    assertItGoesOn();
  }

  @Test
  @DisplayName("S14 the connection is cut in the middle of a COPY")
  void aConnectionThatIsCutIsGoneOnWith() throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(server.getPort())) {
      follower.close();
      follower = follower(database.url().replace(":" + server.getPort(), ":" + proxy.port()));
      chain.extend(400);
      for (byte[] mark :
          List.of("COPY ".getBytes(US_ASCII), new byte[] {'P', 'G', 'C', 'O', 'P', 'Y'})) {
        proxy.cutAfter(mark);
        assertItHalts();
        assertThat(proxy.cuts()).isPositive();
      }
      assertItGoesOn();
    }
  }

  private void assertItHalts() {
    follower.look();
    assertThat(follower.isHalted()).as("%s", follower).isTrue();
    assertThat(follower.toString()).contains("ledger.unavailable");
  }

  private void assertItGoesOn() {
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
    MigratedDatabase fresh = MigratedDatabase.create();
    try (Connection connection = DriverManager.getConnection(fresh.url())) {
      new NaiveProjector(connection, 1).write(chain.canonical());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    assertThat(TableDigests.of(database.jdbc())).isEqualTo(TableDigests.of(fresh.jdbc()));
  }

  private SimulatedFollower follower(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    return SimulatedFollower.over(
        dataSource,
        chain.deployment(),
        List.<Transport>of(node),
        new Finality.Depth(5),
        DeepReorganisation.HALT);
  }

  private static SimulatedNode node(SimulatedChain chain) {
    return new SimulatedNode(
        chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
  }

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPGStartupWait(PostgresServer.STARTUP)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .start();
  }

  private void sql(String... statements) {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until not one more page fits. */
  private void fill() {
    for (int kilobytes = 1_024; kilobytes > 0; kilobytes /= 2) {
      String more =
          "INSERT INTO ballast VALUES (decode(repeat('00', %d), 'hex'))".formatted(kilobytes << 10);
      try (Connection connection = DriverManager.getConnection(database.url());
          Statement statement = connection.createStatement()) {
        while (true) {
          statement.execute(more);
        }
      } catch (SQLException full) {
        assertThat(full.getSQLState()).isEqualTo("53100");
      }
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
