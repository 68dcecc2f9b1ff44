// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import network.azracode.sdk.attestation.TestChain.Issued;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;

/** E-1. */
class PckChainTest {
  @Test
  void aChainThatIsRightInEverythingIsAccepted() throws Exception {
    Issued good = TestChain.GOOD.issue();
    PckChain chain = PckChain.verify(good.pem(), good.anchor(), DevelopmentScene.NOW);
    assertThat(chain.leafKey()).isNotEqualTo(P256Key.of(good.anchor().rootKey()));
  }

  @Test
  void aLeafThatIsNoPckCertificateIsRefused() throws Exception {
    refused(
        TestChain.GOOD.leafNamed("Intel SGX TCB Signing"),
        "evidence.chain",
        "expected a leaf named");
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws Exception {
    refused(TestChain.GOOD.authorityOn("secp384r1"), "evidence.key", "expected a key on P-256");
  }

  @Test
  void anotherSignatureAlgorithmIsRefused() throws Exception {
    refused(
        TestChain.GOOD.signedWith("SHA384withECDSA"),
        "evidence.chain",
        "expected SHA256withECDSA, found SHA384withECDSA");
  }

  @Test
  void anIntermediateThatIsNoAuthorityIsRefused() throws Exception {
    refused(TestChain.GOOD.authorityThatIsNone(), "evidence.chain", "expected a valid path");
  }

  @Test
  void anExpiredIntermediateIsRefused() throws Exception {
    refused(
        TestChain.GOOD.authorityLiving(Duration.ofSeconds(-1)),
        "evidence.chain",
        "expected a valid path at 2026-11-22T12:00:00Z");
  }

  private static void refused(TestChain chain, String code, String message) throws Exception {
    Issued issued = chain.issue();
    assertThatThrownBy(() -> PckChain.verify(issued.pem(), issued.anchor(), DevelopmentScene.NOW))
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
