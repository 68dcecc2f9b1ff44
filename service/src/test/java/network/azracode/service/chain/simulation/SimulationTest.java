// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashMap;
import java.util.Map;
import network.azracode.service.chain.LogProof;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The first seeds, at each commit; {@link SimulationCampaign} goes on from there. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulationTest {
  private static final int SEEDS = 200;

  private Simulation simulation;

  @BeforeAll
  void start() {
    simulation = new Simulation();
  }

  @AfterAll
  void stop() {
    simulation.close();
  }

  @Test
  @DisplayName("H-20 whatever chain, nodes, database and process do, the tables end as the chain")
  void theTablesEndAsTheChain() {
    long first = Long.getLong("azra.simulation.seed", 0);
    int seeds = System.getProperty("azra.simulation.seed") == null ? SEEDS : 1;
    for (long seed = first; seed < first + seeds; seed++) {
      simulation.failure(seed).ifPresent(failure -> fail(failure.text()));
    }
  }

  @Test
  @DisplayName("H-20 one seed is one story: the plan, the chain and the outcome")
  void oneSeedIsOneStory() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(Plan.of(seed)).isEqualTo(Plan.of(seed));
      assertThat(simulation.run(Plan.of(seed))).isEqualTo(simulation.run(Plan.of(seed)));
    }
  }

  @Test
  @DisplayName("H-20 the simulation is varied: each fault comes up, and each proof of logs")
  void theSimulationIsVaried() {
    Map<Fault, Integer> faults = new HashMap<>();
    Map<LogProof, Integer> proofs = new HashMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Plan plan = Plan.of(seed);
      plan.faults().forEach(fault -> faults.merge(fault, 1, Integer::sum));
      proofs.merge(plan.proof(), 1, Integer::sum);
    }
    assertThat(faults).hasSize(Fault.values().length);
    assertThat(faults.remove(Fault.ALTERED_DATA)).isGreaterThan(SEEDS / 8);
    assertThat(faults.values()).allMatch(times -> times > SEEDS / 6);
    assertThat(proofs).containsOnlyKeys(LogProof.values());
    assertThat(proofs.values()).allMatch(times -> times > SEEDS / 12);
  }
}
