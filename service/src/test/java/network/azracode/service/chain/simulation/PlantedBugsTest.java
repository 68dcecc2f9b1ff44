// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import network.azracode.service.chain.simulation.Simulation.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who watches the simulation: mistakes that one could make, planted into the running classes. */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedBugsTest {
  private static final int MOST_SEEDS = 500;
  private static final String CHAIN = "network.azracode.service.chain.";

  private Simulation simulation;

  enum Bug {
    BLOOM_NEVER_IN_DOUBT("range.LogDoubt", "remains", Mistakes.No.class),
    LAST_LOG_OF_A_RANGE_LOST("range.VerifiedRange", "logs", Mistakes.WithoutLast.class),
    LOGS_OF_STRANGERS_KEPT("range.ReceiptProof", "logs", Mistakes.OfAnyone.class),
    RECEIPTS_OF_ANY_ROOT("range.ReceiptProof", "logs", Mistakes.AnyRoot.class),
    RECEIPTS_NOT_ASKED_FOR("ChainProperties", "logProof", Mistakes.BloomOnly.class),
    WITNESS_NOT_ASKED("range.RangeInquiry", "confirm", Mistakes.Skipped.class),
    HEAD_COMPARED_BY_HEIGHT("follow.ChainTip", "holds", Mistakes.Yes.class),
    OWN_TIP_TAKEN_FOR_THE_FORK("follow.ForkFinder", "find", Mistakes.OwnTip.class),
    FINAL_WHATEVER_THE_HASH("follow.ChainTip", "mark", Mistakes.WithoutHash.class),
    FINAL_ONE_BLOCK_TOO_EARLY("follow.ChainTip", "at", Mistakes.OneHigher.class),
    NEVER_FINAL("store.LedgerWriter", "held", Mistakes.Nothing.class),
    ROLLED_BACK_ONE_TOO_MANY("store.BlockTable", "deleteAbove", Mistakes.OneLower.class),
    ROLLED_BACK_ONE_TOO_FEW("store.BlockTable", "deleteAbove", Mistakes.OneHigher.class),
    BLOCKS_COMMITTED_BEFORE_THEIR_ROWS("store.BlockTable", "add", Mistakes.Committed.class);

    private final String type;
    private final String method;
    private final Class<?> mistake;

    Bug(String type, String method, Class<?> mistake) {
      this.type = CHAIN + type;
      this.method = method;
      this.mistake = mistake;
    }
  }

  @BeforeAll
  void start() {
    ByteBuddyAgent.install();
    simulation = new Simulation();
  }

  @AfterAll
  void stop() {
    simulation.close();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("H-21 each planted mistake is found within 500 seeds")
  void eachPlantedMistakeIsFound(Bug bug) throws Exception {
    Optional<Long> found =
        with(
            bug,
            () ->
                LongStream.rangeClosed(1, MOST_SEEDS)
                    .boxed()
                    .filter(seed -> simulation.run(Plan.of(seed)).isPresent())
                    .findFirst());
    System.out.printf("%s: found by seed %s%n", bug, found);
    assertThat(found).as("%s", bug).isPresent();
  }

  @Test
  @DisplayName("H-21 a failure prints its seed, and is shrunk to a smaller plan that fails, too")
  void aFailureIsShrunk() throws Exception {
    Failure failure = with(Bug.ROLLED_BACK_ONE_TOO_FEW, this::firstFailure);
    Plan plan = failure.plan();
    Plan smallest = failure.smallest();
    System.out.printf("%s%n", failure.text());
    assertThat(smallest.seed()).isEqualTo(plan.seed());
    assertThat(smallest.steps()).isBetween(1, plan.steps());
    assertThat(smallest.faults().size()).isLessThan(plan.faults().size());
    assertThat(plan.faults()).containsAll(smallest.faults());
    assertThat(failure.text())
        .contains("-Dazra.simulation.seed=%d:".formatted(plan.seed()), smallest.toString());
    assertThat(with(Bug.ROLLED_BACK_ONE_TOO_FEW, () -> simulation.run(smallest))).isPresent();
    assertThat(simulation.run(smallest)).as("without the mistake").isEmpty();
  }

  private Failure firstFailure() {
    return LongStream.rangeClosed(1, MOST_SEEDS)
        .mapToObj(simulation::failure)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static <T> T with(Bug bug, Supplier<T> happening) throws Exception {
    Class<?> type = Class.forName(bug.type);
    var reloading = ClassReloadingStrategy.fromInstalledAgent();
    new ByteBuddy()
        .redefine(type)
        .visit(Advice.to(bug.mistake).on(named(bug.method)))
        .make()
        .load(type.getClassLoader(), reloading);
    try {
      return happening.get();
    } finally {
      reloading.reset(type);
    }
  }
}
