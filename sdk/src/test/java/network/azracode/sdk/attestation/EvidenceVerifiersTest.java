// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.Bytes32;
import org.junit.jupiter.api.Test;

/** E-70: one verifier for each set of anchors, and for each development root its own. */
class EvidenceVerifiersTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private final EvidenceVerifiers verifiers = new EvidenceVerifiers();

  /** A development root, and a policy that names it. */
  private record Root(Collateral collateral, PlatformPolicy policy) {
    static Root make() {
      TestCertificate root =
          TestCertificate.root("Development", TestKeys.p256(), FROM, FROM.plusSeconds(9))
              .selfSigned();
      Collateral collateral = new Collateral(Map.of(DevelopmentAnchor.ROOT_DOCUMENT, root.der()));
      return new Root(collateral, policy(Sha256.hash(root.der().toByteArray())));
    }

    private static PlatformPolicy policy(Bytes32 root) {
      String yaml =
          """
          name: development
          version: 1
          tees: [DEVELOPMENT]
          statuses: [UpToDate]
          debug: false
          executables: none
          anchors: {development: "%s"}
          """
              .formatted(root);
      return NamedPolicy.parse(yaml.getBytes(UTF_8)).platform();
    }
  }

  @Test
  void allPoliciesOfHardwareShareOneVerifier() {
    EvidenceVerifier first = verifiers.under(NamedPolicy.STRICT.platform(), Collateral.NONE);
    assertThat(verifiers.under(NamedPolicy.NETWORK.platform(), Collateral.NONE)).isSameAs(first);
  }

  @Test
  void eachDevelopmentRootHasAVerifierOfItsOwn() {
    Root one = Root.make();
    Root other = Root.make();
    EvidenceVerifier first = verifiers.under(one.policy, one.collateral);
    assertThat(verifiers.under(one.policy, one.collateral)).isSameAs(first);
    assertThat(verifiers.under(other.policy, other.collateral)).isNotSameAs(first);
    assertThat(verifiers.under(NamedPolicy.STRICT.platform(), one.collateral)).isNotSameAs(first);
  }

  @Test
  void theRootIsAskedOfTheCollateralEveryTime() {
    Root one = Root.make();
    Root other = Root.make();
    verifiers.under(one.policy, one.collateral);
    Refused.with("collateral.missing", () -> verifiers.under(one.policy, Collateral.NONE));
    Refused.with("collateral.mismatch", () -> verifiers.under(one.policy, other.collateral));
  }

  @Test
  void onlySoManyDevelopmentRootsAreKept() {
    for (int i = 0; i < EvidenceVerifiers.MAX_DEVELOPMENT_ROOTS + 4; i++) {
      Root root = Root.make();
      verifiers.under(root.policy, root.collateral);
    }
    assertThat(verifiers.developmentRoots()).isEqualTo(EvidenceVerifiers.MAX_DEVELOPMENT_ROOTS);
  }
}
