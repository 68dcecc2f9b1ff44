// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** N-10: the actors know of the service what everybody knows: REST and RPC. */
@AnalyzeClasses(packages = "network.azracode.service", importOptions = DoNotIncludeTests.class)
class LocalRulesTest {
  private static final String SERVICE = "network.azracode.service.";

  @ArchTest
  static final ArchRule theLivingNetworkUsesNoModuleOfTheService =
      noClasses()
          .that()
          .resideInAPackage(SERVICE + "local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SERVICE + "chain..",
              SERVICE + "nodes..",
              SERVICE + "jobs..",
              SERVICE + "settlement..",
              SERVICE + "transactions..",
              SERVICE + "attestation..",
              SERVICE + "api..");

  @ArchTest
  static final ArchRule nothingOfTheServiceKnowsTheLivingNetwork =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVICE + "local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVICE + "local..");

  @ArchTest
  static final ArchRule theActorsTakeNoBean =
      noClasses()
          .that()
          .resideInAPackage(SERVICE + "local..")
          .and()
          .doNotHaveSimpleName("LocalService")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");
}
