// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import network.azracode.service.testing.MigratedDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses by itself what the follower would never ask for. */
class LedgerRulesTest {
  private static final String A = "'\\x%s'".formatted("aa".repeat(20));
  private static final String B = "'\\x%s'".formatted("bb".repeat(20));
  private static final String H = "sha256('h')";
  private static final String JOB = "sha256('job')";

  private MigratedDatabase database;

  /** Blocks 5 to 8, of which 6 is final; a job of at most 1000, due at time 107, opened in 7. */
  @BeforeEach
  void begin() {
    database = MigratedDatabase.create();
    run(
        "INSERT INTO chain_cursor (chain_id, genesis_hash, first_block, node_registry, settlement)"
            + " VALUES (1, sha256('g'), 5, "
            + A
            + ", "
            + B
            + ")",
        block(5),
        block(6),
        block(7),
        block(8),
        "UPDATE chain_cursor SET head = 8, safe = 7, finalized = 6",
        opening(0, JOB));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE job_openings SET max_price = 1",
        "UPDATE blocks SET time = 1 WHERE number = 8",
        "TRUNCATE job_openings",
        "TRUNCATE job_openings_default",
        "TRUNCATE blocks CASCADE",
        "TRUNCATE chain_cursor"
      })
  @DisplayName("D-4 history is append-only")
  void historyIsNeverChanged(String sql) {
    refuses("AZ001", sql);
  }

  @Test
  @DisplayName("D-4 a row goes only with its block")
  void aRowGoesOnlyWithItsBlock() {
    refuses("AZ001", "DELETE FROM job_openings");
    run("DELETE FROM blocks WHERE number > 6", "UPDATE chain_cursor SET head = 6, safe = 6");
    assertThat(count("job_openings")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"job_openings", "job_openings_default"})
  @DisplayName("D-22 a row without its block is refused, by whatever name its table is called")
  void aRowHasItsBlock(String table) {
    String another = opening(1, "sha256('other')").replace("job_openings", table);
    refuses("23503", another.replace("(7, 1, 107", "(9, 1, 107"));
    refuses("23503", another.replace("(7, 1, 107", "(7, 1, 106"));
    refuses("AZ005", opening(1, JOB).replace("job_openings", table));
    run(another);
  }

  @Test
  @DisplayName("D-5 nothing final is deleted without a record of the deep reorganisation")
  void aFinalBlockIsDeletedOnlyBesideARecord() {
    refuses("AZ003", "DELETE FROM blocks WHERE number > 5");
    refuses("AZ004", "UPDATE chain_cursor SET finalized = 5");
    refuses("AZ003", record(6), "DELETE FROM blocks WHERE number > 4");
    run(
        record(6),
        "DELETE FROM blocks WHERE number > 5",
        "UPDATE chain_cursor SET head = 5, safe = 5, finalized = 5");
    assertThat(count("blocks")).isEqualTo(1);
  }

  @Test
  @DisplayName("D-5 a record of another transaction allows nothing")
  void aRecordAllowsNothingInLaterTransactions() {
    run(record(6));
    refuses("AZ003", "DELETE FROM blocks WHERE number > 5");
  }

  @Test
  @DisplayName("D-6 blocks link without a gap")
  void blocksLinkWithoutGap() {
    refuses("AZ002", block(10));
    refuses("AZ002", "INSERT INTO blocks VALUES (9, sha256('9'), sha256('7'), 109)");
    refuses("AZ002", "INSERT INTO blocks VALUES (9, sha256('9'), sha256('8'), 107)");
    refuses("AZ003", "DELETE FROM blocks WHERE number = 7");
    refuses("23503", "UPDATE chain_cursor SET head = 9");
    refuses("AZ004", "UPDATE chain_cursor SET chain_id = 2");
  }

  @Test
  @DisplayName("D-7 a job has one opening and one ending")
  void aJobEndsOnce() {
    refuses("AZ005", opening(9, JOB));
    refuses("AZ005", settlement(8, 1, "sha256('another')", 600, 6, 400));
    run(settlementInTime(600, 6, 400));
    refuses(
        "AZ005",
        "INSERT INTO job_refunds VALUES (8, 2, 108, %s, %s, 1, %s, 1000)".formatted(H, JOB, A));
    refuses("AZ005", settlement(8, 3, JOB, 600, 6, 400));
  }

  @Test
  @DisplayName("D-8 money comes from nowhere and goes nowhere")
  void whatIsPaidAndRefundedIsWhatWasLocked() {
    refuses("AZ005", settlementInTime(600, 6, 401));
    refuses("AZ005", settlementInTime(600, 6, 399));
    refuses("23514", settlementInTime(600, 601, 400));
    refuses("23514", settlementInTime(-1, 0, 1001));
    refuses("AZ005", settlement(8, 1, JOB, 600, 6, 400));
    refuses(
        "AZ005",
        "INSERT INTO job_refunds VALUES (8, 2, 108, %s, %s, 1, %s, 999)".formatted(H, JOB, A));
    refuses(
        "AZ005",
        "INSERT INTO job_refunds VALUES (8, 2, 108, %s, %s, 2, %s, 1000)".formatted(H, JOB, A));
    run(settlementInTime(600, 6, 400));
    assertThat(
            database
                .jdbc()
                .sql("SELECT paid || ' ' || refunded || ' ' || state FROM jobs")
                .query(String.class)
                .single())
        .isEqualTo("600 400 settled");
  }

  private static String block(int number) {
    return "INSERT INTO blocks VALUES (%d, sha256('%d'), sha256('%d'), %d)"
        .formatted(number, number, number - 1, 100 + number);
  }

  private static String opening(int index, String job) {
    return "INSERT INTO job_openings VALUES (7, %d, 107, %s, %s, 1, %s, %s, 1000, 7, 107, %s, 0, 1, 100)"
        .formatted(index, H, job, A, B, H);
  }

  private static String settlementInTime(int paid, int fee, int refund) {
    return settlement(7, 1, JOB, paid, fee, refund);
  }

  private static String settlement(
      int block, int index, String job, int paid, int fee, int refund) {
    return "INSERT INTO settlements VALUES (%d, %d, %d, %s, %s, 1, %s, 9, %d, %d, %d, 1, 2, 3, %s)"
        .formatted(block, index, 100 + block, H, job, A, paid, fee, refund, H);
  }

  private static String record(int finalized) {
    return "INSERT INTO deep_reorganisations"
        + " (fork_number, fork_hash, finalized_number, dropped_number, dropped_hash)"
        + " VALUES (5, sha256('5'), %d, 8, sha256('8'))".formatted(finalized);
  }

  private long count(String table) {
    return database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  private void refuses(String state, String... statements) {
    ThrowingCallable attempt = () -> runInOneTransaction(List.of(statements));
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
  }

  private void run(String... statements) {
    try {
      runInOneTransaction(List.of(statements));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void runInOneTransaction(List<String> statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }
}
