// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.chain.store.SnapshotLedger;
import network.azracode.service.settlement.SettlementFilter;
import network.azracode.service.settlement.Settlements;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What follows a cursor, also when the chain takes a block back. */
@DisplayName("I-11 settlement feed")
class SettlementFeedTest extends SceneService {
  private static final BigInteger PRICE = BigInteger.TEN;

  @Autowired private SettlementFeed feed;
  @Autowired private Settlements settlements;
  private final KeySigner operator = KeySigner.random(SCENE.random);
  private NodeId node;

  @BeforeEach
  void attestNode() {
    node = SCENE.register(operator);
    long now = SCENE.ledger.head().time();
    SCENE.ledger.attest(
        new Verdict(
            node,
            operator.address(),
            operator.address(),
            Bytes32.ZERO,
            ServiceScene.POLICY,
            Tee.DEVELOPMENT,
            TcbStatus.UP_TO_DATE,
            Bytes32.ZERO,
            now,
            now + 600));
    SCENE.ledger.finalizeHead();
  }

  /** A service is healthy from its first look on, which may be before its first block. */
  @Test
  void aStreamWaitsForTheFirstBlock() {
    var database = MigratedDatabase.create();
    var empty =
        new SnapshotLedger(
            database.jdbc(), new DataSourceTransactionManager(database.dataSource()));
    assertThat(new SettlementFeed(empty, settlements, SCENE.deployment).start()).isEmpty();
  }

  @Test
  void nothingFollowsTheHead() {
    assertThat(feed.following(feed.start().getFirst().cursor(), SettlementFilter.ALL)).isEmpty();
  }

  @Test
  void whatIsCommittedFollowsOnceAndInOrder() {
    StreamCursor start = feed.start().getFirst().cursor();
    List<JobId> settled = List.of(settle(), settle(), settle());
    List<StreamEvent> events = feed.following(start, SettlementFilter.ALL);
    assertThat(jobs(events)).isEqualTo(settled);
    assertThat(events.getLast()).isInstanceOf(StreamEvent.Head.class);
    assertThat(feed.following(events.getLast().cursor(), SettlementFilter.ALL)).isEmpty();
  }

  @Test
  void aReaderResumesAfterAnyEventItSaw() {
    StreamCursor start = feed.start().getFirst().cursor();
    settle();
    JobId second = settle();
    StreamCursor first = feed.following(start, SettlementFilter.ALL).getFirst().cursor();
    StreamCursor resumed = StreamCursor.of(first.toString());
    assertThat(jobs(feed.following(resumed, SettlementFilter.ALL))).containsExactly(second);
  }

  @Test
  void aReorganisationIsToldAndWhatStillStandsComesAgain() {
    StreamCursor start = feed.start().getFirst().cursor();
    JobId standing = settle();
    settle();
    SCENE.ledger.mine();
    JobId dropped = settle();
    List<StreamEvent> before = feed.following(start, SettlementFilter.ALL);
    assertThat(jobs(before)).contains(standing, dropped);
    SCENE.ledger.reorganiseHead();

    List<StreamEvent> told = feed.following(before.getLast().cursor(), SettlementFilter.ALL);
    assertThat(told).singleElement().isInstanceOf(StreamEvent.Rollback.class);
    List<StreamEvent> after = feed.following(told.getLast().cursor(), SettlementFilter.ALL);
    assertThat(jobs(after)).contains(standing).doesNotContain(dropped);
  }

  @Test
  void aReorganisationThatIsFinalByNowIsToldFromBelowTheFork() {
    StreamCursor start = feed.start().getFirst().cursor();
    JobId standing = settle();
    JobId dropped = settle();
    long left = SCENE.ledger.head().number();
    StreamCursor orphan = feed.following(start, SettlementFilter.ALL).getLast().cursor();
    SCENE.ledger.reorganiseHead();
    JobId replacing = settle();
    SCENE.ledger.finalizeHead();

    StreamCursor resumed = StreamCursor.of(orphan.toString());
    List<StreamEvent> told = feed.following(resumed, SettlementFilter.ALL);
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            StreamEvent.Rollback.class,
            rollback -> assertThat(rollback.data().block()).isLessThan(left));
    List<StreamEvent> after = feed.following(told.getLast().cursor(), SettlementFilter.ALL);
    assertThat(jobs(after)).contains(standing, replacing).doesNotContain(dropped);
  }

  @Test
  void aBacklogLargerThanABatchComesInParts() {
    StreamCursor cursor = feed.start().getFirst().cursor();
    List<JobId> settled = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      settled.add(settle());
    }
    List<StreamEvent> first = feed.following(cursor, SettlementFilter.ALL);
    assertThat(first).hasSize(200).allMatch(StreamEvent.Settled.class::isInstance);
    List<StreamEvent> rest = feed.following(first.getLast().cursor(), SettlementFilter.ALL);
    List<JobId> found = new ArrayList<>(jobs(first));
    found.addAll(jobs(rest));
    assertThat(found).isEqualTo(settled);
  }

  private JobId settle() {
    byte[] entropy = new byte[32];
    SCENE.random.nextBytes(entropy);
    JobId job = new JobId(Keccak.hash(entropy));
    SCENE.ledger.mine();
    SCENE.ledger.open(job, node, operator.address(), PRICE);
    SCENE.ledger.settle(job, node, operator.address(), BigInteger.ONE, 1, PRICE);
    return job;
  }

  private static List<JobId> jobs(List<StreamEvent> events) {
    return events.stream()
        .filter(StreamEvent.Settled.class::isInstance)
        .map(event -> ((StreamEvent.Settled) event).data().jobId())
        .toList();
  }
}
