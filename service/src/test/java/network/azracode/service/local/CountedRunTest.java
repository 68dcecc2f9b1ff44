// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * N-19: a run is proven only if its ledger says what the contracts say. The whole living network in
 * this process; then its real PostgreSQL is corrupted as no writer of the service could.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class CountedRunTest {
  private static final int JOBS = 3;

  /** Off the folders above, so that the node is found in the checkout. */
  @TempDir private static Path root;

  private final Clock clock = Clock.systemUTC();
  private final Parts parts = new Parts();
  private final StopSignal stop = new StopSignal();
  private JobTally tally;
  private LocalNetwork started;

  @BeforeAll
  void start() throws Exception {
    LocalOptions options =
        LocalOptions.parse(
            "--azra.local.folder=" + root.resolve(".azra"),
            "--azra.local.chain-port=0",
            "--azra.local.exit-after-jobs=" + JOBS,
            "--server.port=0",
            "--management.server.port=0");
    tally = new JobTally(options.exitAfterJobs());
    LocalFolder folder = LocalFolder.open(options.folder());
    started =
        LocalNetwork.start(
            folder, options, tally, parts, stop, System.out, clock, new SecureRandom());
  }

  @AfterAll
  void stop() {
    parts.close();
  }

  @Test
  @Order(1)
  void aRunWhoseLedgerAgreesIsProven() throws Exception {
    RunReport report = prove();
    assertThat(report.differences()).isEmpty();
    assertThat(report.status()).isZero();
    assertThat(report.settled()).isEqualTo(JOBS);
    assertThat(report.claimed()).isEqualTo(JOBS);
    assertThat(report.jobs()).isGreaterThanOrEqualTo(JOBS);
    assertThat(stop.isEnding()).isFalse();
  }

  @Order(2)
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an amount of a settlement | earningsNet |"
            + " UPDATE settlements SET payment = payment + 1, refund = refund - 1"
            + " WHERE job_id = (SELECT min(job_id) FROM settlements)",
        "an amount of a stake | stake |"
            + " UPDATE stake_changes SET amount = amount - 1"
            + " WHERE node_id = 2",
        "an amount of a deposit | free |"
            + " UPDATE deposits SET amount = amount + 1"
            + " WHERE client = (SELECT min(client) FROM deposits)",
        "a state, settled to open | is open |"
            + " DELETE FROM settlements"
            + " WHERE job_id = (SELECT min(job_id) FROM settlements)",
        "a state, settled to refunded | earningsJobs |"
            + " WITH gone AS (DELETE FROM settlements"
            + " WHERE job_id = (SELECT min(job_id) FROM settlements) RETURNING *)"
            + " INSERT INTO job_refunds SELECT block_number, log_index, block_time,"
            + " transaction_hash, job_id, node_id, client, payment + refund FROM gone",
        "a state of a verdict | validUntil |"
            + " UPDATE verdicts SET valid_until = valid_until + 1 WHERE node_id = 1",
        "a missing opening | nonce |"
            + " WITH gone AS (DELETE FROM job_openings"
            + " WHERE job_id = (SELECT min(job_id) FROM job_openings) RETURNING job_id)"
            + " DELETE FROM settlements WHERE job_id IN (SELECT job_id FROM gone)",
        // a settlement of a node, or under a policy, that is not there cannot be answered at all
        "a missing node | nodes, service.failed |"
            + " DELETE FROM node_ownerships WHERE node_id = 3",
        "a missing claim | earningsNet |"
            + " DELETE FROM claims WHERE node_id = (SELECT min(node_id) FROM claims)",
        "a missing policy | policies, service.failed |" + " DELETE FROM policy_publications"
      })
  void aCorruptedLedgerTurnsTheExitNonZero(String what, String expected, String corruption)
      throws Exception {
    List<String> copies =
        List.of(
            "settlements",
            "stake_changes",
            "deposits",
            "job_refunds",
            "verdicts",
            "job_openings",
            "node_ownerships",
            "claims",
            "policy_publications");
    corrupt(copies.stream().map("CREATE TABLE copy_of_%1$s AS TABLE %1$s"::formatted).toList());
    corrupt(List.of(corruption));
    try {
      RunReport report = prove();
      assertThat(report.status()).isNotZero();
      assertThat(report.differences())
          .anyMatch(difference -> Stream.of(expected.split(", ")).anyMatch(difference::contains));
    } finally {
      for (String table : copies) {
        corrupt(
            List.of(
                "DELETE FROM " + table,
                "INSERT INTO %1$s TABLE copy_of_%1$s".formatted(table),
                "DROP TABLE copy_of_" + table));
      }
    }
    assertThat(prove().differences()).isEmpty();
  }

  @Test
  @Order(3)
  void theReportIsOneLineOfJsonAndAFile() throws IOException {
    var report = new RunReport(4, 3, 2, 1, List.of("one \"quoted\"\nthing"), 7);
    report.write(root.resolve("local-run.json"));
    assertThat(Files.readString(root.resolve("local-run.json"))).isEqualTo(report.json() + "\n");
    assertThat(report.json()).doesNotContain("\n");
    assertThat(Json.MAPPER.readTree(report.json()).propertyNames())
        .containsExactly("jobs", "settled", "claimed", "refunded", "differences", "seconds");
  }

  private RunReport prove() throws InterruptedException {
    return new CountedRun(
            started.network(), tally, started.local().anvil()::stopMining, clock.instant(), clock)
        .prove();
  }

  /** As somebody with the disk in their hands: no trigger and no foreign key is asked. */
  private void corrupt(List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(started.database().url());
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
