// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.attestation.Vendor;
import network.azracode.sdk.attestation.VendorAnchor;

/** The order of packages in DESIGN §3: a package uses only those before it. */
@AnalyzeClasses(packages = "network.azracode.sdk", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "network.azracode.sdk.";
  private static final List<String> ORDER =
      List.of(
          "protocol",
          "evidence",
          "attestation",
          "collateral",
          "sealing",
          "enclave",
          "ledger",
          "node",
          "client",
          "cli");

  @ArchTest
  void aPackageUsesOnlyThoseBeforeIt(JavaClasses sdk) {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> ROOT + name + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + ORDER.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .allowEmptyShould(true)
            .check(sdk);
      }
    }
  }

  @ArchTest
  static final ArchRule everyClassHasItsPlaceInTheOrder =
      classes()
          .should()
          .resideInAnyPackage(
              ORDER.stream().map(name -> ROOT + name + "..").toArray(String[]::new));

  @ArchTest
  static final ArchRule checkingEvidenceAndSealingOpenNoSocket =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "protocol..", ROOT + "evidence..", ROOT + "attestation..", ROOT + "sealing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels.spi..", "okhttp3..", "javax.net..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.nio\\.channels\\.(.*Socket.*|.*Datagram.*)");

  @ArchTest
  static final ArchRule noClockIsReadWhereEvidenceIsChecked =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "protocol..", ROOT + "evidence..", ROOT + "attestation..", ROOT + "sealing..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule jsonIsJackson3AndNothingIsSpring =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.databind..",
              "org.springframework..");

  /** E-65. */
  @ArchTest
  static final ArchRule onlyConstantsMakeAnchorsOfVendors =
      noClasses()
          .that()
          .doNotBelongToAnyOf(VendorAnchor.class, TrustAnchors.class)
          .should()
          .callConstructor(VendorAnchor.class, Vendor.class, PublicKey.class)
          .orShould()
          .callConstructor(TrustAnchors.class, List.class);
}
