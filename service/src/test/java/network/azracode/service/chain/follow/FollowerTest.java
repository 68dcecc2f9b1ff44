// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.testing.EverythingThatHappens;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Real contracts on a chain that really reorganises, followed into a real database. */
@TestInstance(Lifecycle.PER_CLASS)
class FollowerTest {
  private static final String SHALLOW = "depth:60";

  @TempDir private static Path folder;
  private TestNode node;
  private Anvil anvil;
  private TestContracts contracts;

  @BeforeAll
  void live() {
    node = TestNode.startAnvil();
    anvil = new Anvil(node.rpcUrl());
    anvil.mineOnDemand();
    contracts = TestContracts.deploy(node, folder);
    new EverythingThatHappens(contracts, anvil).once();
  }

  @AfterAll
  void stop() {
    contracts.chain().close();
    node.close();
  }

  @Test
  @DisplayName("H-1 every event of the contracts has its row")
  void everyTableOfTheChainIsFilled() {
    try (FollowedLedger ledger = follow(SHALLOW, DeepReorganisation.HALT)) {
      Map<String, String> digests = TableDigests.of(ledger.catchUp().database().jdbc());
      assertThat(digests.remove("quarantined_logs")).isEqualTo("0 ");
      assertThat(digests).hasSizeGreaterThan(30).doesNotContainValue("0 ");
    }
  }

  @Test
  @DisplayName("H-2 a follower that is started again goes on where the database is")
  void aRestartedFollowerEqualsOneThatNeverStopped() {
    MigratedDatabase database = MigratedDatabase.create();
    try (FollowedLedger first = follow(database, SHALLOW, DeepReorganisation.HALT)) {
      first.look();
    }
    TestNetwork network = new TestNetwork(contracts);
    network.settle(network.open(100), 3);
    try (FollowedLedger second = follow(database, SHALLOW, DeepReorganisation.HALT)) {
      second.catchUp();
    }
    assertEqualsReplay(database);
  }

  @Test
  @DisplayName("H-3 S01 after a reorganisation the tables equal a fresh replay")
  void aReorganisationIsFollowed() {
    try (FollowedLedger ledger = follow(SHALLOW, DeepReorganisation.HALT)) {
      TestNetwork network = new TestNetwork(contracts);
      JobTerms left = network.open(100);
      network.settle(left, 4);
      ledger.catchUp();
      Map<String, String> before = TableDigests.of(ledger.database().jdbc());
      anvil.reorganise(2);
      ledger.catchUp();
      assertThat(TableDigests.of(ledger.database().jdbc())).isNotEqualTo(before);
      assertThat(jobs(ledger, left)).isZero();
      assertEqualsReplay(ledger.database());
      new TestNetwork(contracts).open(100);
      ledger.catchUp();
      assertEqualsReplay(ledger.database());
    }
  }

  @Test
  @DisplayName("H-24 one look leaves blocks and takes those that came in their place")
  void oneLookConverges() {
    try (FollowedLedger ledger = follow(SHALLOW, DeepReorganisation.HALT)) {
      anvil.mine(4);
      ledger.catchUp();
      anvil.reorganise(3);
      ledger.look();
      assertEqualsReplay(ledger.database());
    }
  }

  @Test
  @DisplayName("H-4 S02 a chain that only got shorter is believed after some patience")
  void aShorterChainIsFollowedAfterSomePatience() {
    try (FollowedLedger ledger = follow(SHALLOW, DeepReorganisation.HALT)) {
      anvil.mine(3);
      ledger.catchUp();
      anvil.rollBack(2);
      assertThat(ledger.look()).isEqualTo(Progress.BEHIND);
      assertThat(ledger.look()).isEqualTo(Progress.BEHIND);
      assertThat(ledger.look()).isEqualTo(Progress.ROLLED_BACK);
      ledger.catchUp();
      assertEqualsReplay(ledger.database());
    }
  }

  @Test
  @DisplayName("H-5 S01 behind a final block the follower halts and deletes nothing")
  void aDeepReorganisationHalts() {
    try (FollowedLedger ledger = follow("depth:1", DeepReorganisation.HALT)) {
      anvil.mine(4);
      ledger.catchUp();
      Map<String, String> before = TableDigests.of(ledger.database().jdbc());
      anvil.reorganise(3);
      assertThatThrownBy(ledger::catchUp)
          .isInstanceOf(ChainHalted.class)
          .hasMessageContaining("expected a fork at or above the final block");
      assertThat(TableDigests.of(ledger.database().jdbc())).isEqualTo(before);
      assertThat(ledger.count("azra.chain.deep.reorganisations")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("H-6 S01 where it is allowed, a deep reorganisation is recorded and healed")
  void aDeepReorganisationHeals() {
    try (FollowedLedger ledger = follow("immediate", DeepReorganisation.HEAL)) {
      new TestNetwork(contracts).open(100);
      anvil.mine(2);
      ledger.catchUp();
      anvil.reorganise(3);
      ledger.catchUp();
      assertEqualsReplay(ledger.database());
      assertThat(
              ledger
                  .database()
                  .jdbc()
                  .sql("SELECT count(*) FROM deep_reorganisations")
                  .query(Long.class)
                  .single())
          .isEqualTo(1);
      assertThat(ledger.count("azra.chain.deep.reorganisations")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("H-7 the finalized mark is the chain's own")
  void theFinalizedMarkIsThatOfTheChain() {
    try (FollowedLedger ledger = follow("finalized", DeepReorganisation.HALT)) {
      anvil.mine(5);
      ledger.catchUp();
      long head = number(ledger, "head");
      assertThat(number(ledger, "finalized")).isEqualTo(head - 2);
      assertThat(number(ledger, "safe")).isBetween(head - 2, head);
    }
  }

  @Test
  @DisplayName("H-18 the receipts of a real chain match its receipts roots, block by block")
  void everyBlockMatchesItsReceiptsRoot() {
    try (FollowedLedger proven = follow(LogProof.RECEIPTS)) {
      assertEqualsReplay(proven.catchUp().database());
    }
  }

  @Test
  @DisplayName("H-19 a witness that tells the same changes nothing")
  void aWitnessThatAgreesChangesNothing() {
    try (FollowedLedger witnessed = follow(LogProof.WITNESS, node.rpcUrl())) {
      anvil.mine(2);
      assertEqualsReplay(witnessed.catchUp().database());
      anvil.reorganise(2);
      assertEqualsReplay(witnessed.catchUp().database());
    }
  }

  private FollowedLedger follow(LogProof proof, URI... witnesses) {
    var halt = DeepReorganisation.HALT;
    return new FollowedLedger(
        MigratedDatabase.create(),
        contracts.deployment(),
        FollowedLedger.properties(node.rpcUrl(), SHALLOW, halt, proof, witnesses));
  }

  @Test
  @DisplayName("H-44 a rebuild ends byte for byte as a replay; until then the old tables answer")
  void aRebuildMendsWhatTheTablesGotWrong() throws SQLException {
    try (FollowedLedger ledger = follow(SHALLOW, DeepReorganisation.HALT)) {
      Map<String, String> right = TableDigests.of(ledger.catchUp().database().jdbc());
      damage(ledger.database());
      Map<String, String> wrong = TableDigests.of(ledger.database().jdbc());
      assertThat(wrong).isNotEqualTo(right);
      assertThat(ledger.rebuild()).isTrue();
      assertThat(TableDigests.of(ledger.database().jdbc())).isEqualTo(wrong);
      try (FollowedLedger restarted = follow(ledger.database(), SHALLOW, DeepReorganisation.HALT)) {
        assertThat(restarted.rebuild()).isTrue();
        assertThat(restarted.rebuild()).isFalse();
      }
      assertThat(TableDigests.of(ledger.database().jdbc())).isEqualTo(right);
      new TestNetwork(contracts).open(100);
      ledger.catchUp();
      assertEqualsReplay(ledger.database());
    }
  }

  /** As a bug of an earlier version, or a hand, might have. */
  private static void damage(MigratedDatabase database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute("DELETE FROM settlements");
      statement.execute("UPDATE job_openings SET max_price = max_price + 1");
      statement.execute(
          "INSERT INTO claims SELECT block_number, log_index + 1000, block_time, transaction_hash,"
              + " node_id, part, recipient, amount FROM claims");
    }
  }

  private FollowedLedger follow(String finality, DeepReorganisation deep) {
    return follow(MigratedDatabase.create(), finality, deep);
  }

  private FollowedLedger follow(
      MigratedDatabase database, String finality, DeepReorganisation deep) {
    return new FollowedLedger(database, contracts.deployment(), node.rpcUrl(), finality, deep);
  }

  private void assertEqualsReplay(MigratedDatabase found) {
    try (FollowedLedger replay = follow(SHALLOW, DeepReorganisation.HALT)) {
      assertThat(TableDigests.of(found.jdbc()))
          .isEqualTo(TableDigests.of(replay.catchUp().database().jdbc()));
    }
  }

  private long jobs(FollowedLedger ledger, JobTerms terms) {
    return ledger
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM jobs WHERE job_id = ?")
        .param(terms.id(contracts.deployment().settlementDomain()).value().toByteArray())
        .query(Long.class)
        .single();
  }

  private static long number(FollowedLedger ledger, String column) {
    return ledger
        .database()
        .jdbc()
        .sql("SELECT " + column + " FROM chain_cursor")
        .query(Long.class)
        .single();
  }
}
