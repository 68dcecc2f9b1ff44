// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** Each module uses only what it may, and only by its front door. */
class ModularityTest {
  private final ApplicationModules modules = ApplicationModules.of(AzraService.class);

  @Test
  void modulesUseOnlyWhatTheyMayAndWithoutCycles() {
    modules.verify();
  }

  @Test
  void theLedgersModulesAreThere() {
    assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
        .contains("chain", "nodes", "jobs", "settlement", "attestation", "api");
  }

  /** Into {@code target/spring-modulith-docs}. */
  @Test
  void theirDiagramIsDrawn() {
    new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
  }
}
