// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.UUID;
import network.azracode.sdk.ledger.sending.SubmissionStore;
import network.azracode.sdk.ledger.sending.simulation.Campaign;
import network.azracode.sdk.ledger.sending.simulation.PlantedBug;
import network.azracode.sdk.ledger.sending.simulation.Seeds;
import network.azracode.sdk.ledger.sending.simulation.Stores;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two processes with one key over a real PostgreSQL, through everything that may happen. */
class SimulationTest {
  private static final Logger LOG =
      (Logger) LoggerFactory.getLogger("network.azracode.sdk.ledger.sending");

  private static HikariDataSource database;

  @BeforeAll
  static void migrate() {
    LOG.setLevel(Level.OFF);
    database = Database.open();
  }

  @AfterAll
  static void close() {
    database.close();
    LOG.setLevel(null);
  }

  /** [T-30] [S22] [S23] [S24] [S25] [S26] [S27] */
  @Test
  void everyIntentEndsOnceOrFailsWithAReason() throws IOException {
    Campaign.run("postgresql", SimulationTest.class, seeds());
  }

  /** [T-31] Two processes need what one does not: a nonce that both know of. */
  @ParameterizedTest
  @EnumSource(
      names = {"BROADCASTS_BEFORE_KEEPING", "NEW_ID_AFTER_RESTART", "SIGNS_ANEW_AFTER_RESTART"})
  void plantedBugsAreFoundOverADatabaseToo(PlantedBug bug) {
    assertThat(seeds().firstThatFinds(bug, 0, 500)).as(bug + " in 500 seeds").isPresent();
  }

  /** [T-31] */
  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(seeds().run(7, PlantedBug.NONE).trace())
        .isEqualTo(seeds().run(7, PlantedBug.NONE).trace())
        .hasSizeGreaterThan(20);
  }

  private static Seeds seeds() {
    return new Seeds("pg-" + UUID.randomUUID(), () -> new Shared(database));
  }

  /** One migrated database; what is simulated is not the disk. */
  static final class Database {
    private Database() {}

    static HikariDataSource open() {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(MigratedDatabase.create().url());
      pool.setMaximumPoolSize(2);
      pool.setConnectionInitSql("SET synchronous_commit TO off");
      return pool;
    }
  }

  /** Each process has nothing but the database. */
  record Shared(HikariDataSource database) implements Stores {
    @Override
    public SubmissionStore open(int process) {
      return new PostgresSubmissionStore(
          new SubmissionTables(JdbcClient.create(database)), new JdbcTransactionManager(database));
    }

    @Override
    public int processes() {
      return 2;
    }

    @Override
    public void close() {
      // the database outlives a simulation
    }
  }
}
