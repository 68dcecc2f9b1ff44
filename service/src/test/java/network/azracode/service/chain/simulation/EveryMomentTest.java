// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.simulation.FaultyDataSource.Breakage;
import network.azracode.service.chain.store.Fence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Not drawn but enumerated: each statement, COPY, commit and call of all that is to be done. */
class EveryMomentTest extends FollowedTables {
  private static final int BLOCKS = 12;
  private static final int FINAL = 4;
  private static final int FEWEST_MOMENTS = 4;
  private static final int MOST_MOMENTS = 400;

  /** A rebuild has some 185 statements and makes all tables anew: most commits try each 23rd. */
  private static final int STEP_OF_REBUILD = Integer.getInteger("azra.moments.step", 23);

  /** What a life begins with. */
  enum Work {
    FIRST_START,
    READING_ON,
    LEAVING_BLOCKS,
    LEAVING_FINAL_BLOCKS,
    REBUILDING
  }

  /** Where it ends. */
  enum Moment {
    BEFORE_STATEMENT,
    AFTER_STATEMENT,
    BEFORE_CALL,
    AFTER_CALL
  }

  private Connection replay;
  private FaultyDataSource database;
  private SimulatedNode node;

  EveryMomentTest() {
    super(1, 11);
  }

  @BeforeAll
  void useTables() {
    replay = followed.another();
    database = new FaultyDataSource(followed.connection(), Optional.of(replay));
  }

  @AfterAll
  void stop() throws SQLException {
    replay.close();
  }

  @BeforeEach
  void begin() {
    chain.extend(BLOCKS);
    node = node();
  }

  static Stream<Arguments> lives() {
    return Arrays.stream(Work.values())
        .flatMap(work ->
            Arrays.stream(Moment.values())
                .filter(EveryMomentTest::isTried)
                .map(moment -> Arguments.of(work, moment)));
  }

  /** What is after one moment is before the next: most commits try one side. */
  private static boolean isTried(Moment moment) {
    boolean before = moment == Moment.BEFORE_STATEMENT || moment == Moment.BEFORE_CALL;
    return before || STEP_OF_REBUILD == 1;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("lives")
  @DisplayName("H-72 S12 a process ends at each moment once, and the next one goes on")
  void theNextProcessGoesOn(Work work, Moment moment) throws SQLException {
    if (work != Work.FIRST_START) {
      untilAtTheHead(follower(node, Optional.empty()));
    }
    boolean byCall = moment == Moment.BEFORE_CALL || moment == Moment.AFTER_CALL;
    int step = work == Work.REBUILDING && !byCall ? STEP_OF_REBUILD : 1;
    int lives = 0;
    boolean ended = true;
    while (ended && lives < MOST_MOMENTS) {
      int at = 1 + lives++ * step;
      prepare(work);
      Map<String, String> before = followed.digests();
      Map<String, String> chainsOwn = digestsOfAReplay();
      assertThat(before).isNotEqualTo(chainsOwn);
      ended = endsAt(at, work, moment);
      if (ended) {
        untilAtTheHead(follower(node, Optional.empty()));
      }
      boolean mayBeAsBefore = ended && work == Work.REBUILDING;
      assertThat(followed.digests())
          .as("ended at %d", at)
          .isIn(mayBeAsBefore ? List.of(before, chainsOwn) : List.of(chainsOwn));
      assertThat(followed.deepReorganisations())
          .isEqualTo(work == Work.LEAVING_FINAL_BLOCKS ? lives : 0);
    }
    assertThat(lives).isBetween(FEWEST_MOMENTS, MOST_MOMENTS - 1);
  }

  private void prepare(Work work) throws SQLException {
    switch (work) {
      case FIRST_START -> followed.empty();
      case READING_ON -> chain.extend(1);
      case LEAVING_BLOCKS -> leave(FINAL - 1, FINAL - 1);
      case LEAVING_FINAL_BLOCKS -> leave(FINAL + 2, FINAL + 2);
      case REBUILDING -> damage();
    }
  }

  private void damage() throws SQLException {
    try (Statement statement = followed.connection().createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute("DELETE FROM settlements");
      statement.execute("UPDATE job_openings SET max_price = max_price + 1");
      statement.execute("SET session_replication_role = origin");
    }
  }

  /** Whether a life had so many moments, and ended there. */
  private boolean endsAt(int at, Work work, Moment moment) throws SQLException {
    boolean byCall = moment == Moment.BEFORE_CALL || moment == Moment.AFTER_CALL;
    FatalNode fatal =
        new FatalNode(node, byCall ? at : Integer.MAX_VALUE, moment == Moment.AFTER_CALL);
    if (!byCall) {
      database.arm(
          at, moment == Moment.BEFORE_STATEMENT ? Breakage.CRASH_BEFORE : Breakage.CRASH_AFTER);
    }
    boolean ended;
    try {
      live(fatal, work);
      ended = fatal.hasStruck();
    } catch (SimulatedCrash crash) {
      ended = true;
    }
    database.disarm();
    if (ended) {
      database.restart();
    }
    return ended;
  }

  /** Until all is done, and one look more. */
  private void live(FatalNode fatal, Work work) {
    Optional<DataSource> session = database.replay().filter(any -> work == Work.REBUILDING);
    SimulatedFollower follower = follower(fatal, session);
    for (int looks = 0;
        looks < MOST_LOOKS && !isAtTheHead(follower) && !fatal.hasStruck();
        looks++) {
      follower.look();
    }
    if (!fatal.hasStruck()) {
      assertThat(isAtTheHead(follower)).as("%s", follower).isTrue();
      follower.look();
    }
  }

  private SimulatedFollower follower(Transport asked, Optional<DataSource> session) {
    return SimulatedFollower.rebuilding(
        database,
        session,
        Fence.NONE,
        chain.deployment(),
        List.of(asked),
        new Finality.Depth(FINAL),
        DeepReorganisation.HEAL);
  }
}
