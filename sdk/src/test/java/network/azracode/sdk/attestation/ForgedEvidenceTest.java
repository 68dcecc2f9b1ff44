// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import network.azracode.sdk.evidence.CertificationData;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Keccak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-2: every link from the pinned root to the signed report holds by itself. */
class ForgedEvidenceTest {
  private final Path folder;
  private final Path otherFolder;
  private final DevelopmentScene scene;
  private final QuoteForge forge;
  private final String leaf;
  private final String authority;
  private final String root;

  ForgedEvidenceTest(@TempDir Path temporary) throws IOException, GeneralSecurityException {
    folder = temporary.resolve("development");
    otherFolder = temporary.resolve("other");
    scene = new DevelopmentScene(folder);
    forge = new QuoteForge(scene.quote(DevelopmentScene.binding(Keccak.hash())), folder);
    leaf = Files.readString(folder.resolve("pck.pem"));
    authority = Files.readString(folder.resolve("pck-ca.pem"));
    root = Files.readString(folder.resolve("root.pem"));
  }

  @Test
  void theAttestationKeyMustBeTheOneThatTheQuotingEnclaveNames() {
    refused(forge.withAttackersAttestationKey(), "evidence.key.unbound");
  }

  @Test
  void theQuotingEnclaveMustBeTheOneThatThePckKeySigned() {
    refused(forge.withAttackersQuotingEnclave(), "evidence.signature.qeReport");
  }

  @Test
  void theQuotingEnclaveNamesNothingBesideTheAttestationKey() {
    refused(forge.withMoreThanTheHashInTheQeReport(), "evidence.key.unbound");
  }

  @Test
  void aChainHasExactlyThreeCertificatesInOrder() {
    refused(forge.withCertificates(leaf + authority), "evidence.chain.length");
    refused(forge.withCertificates(leaf + authority + root + root), "evidence.chain.length");
    refused(forge.withCertificates(authority + leaf + root), "evidence.chain.order");
    refused(forge.withCertificates(leaf + root + authority), "evidence.chain.order");
    refused(forge.withCertificates(""), "evidence.chain.length");
  }

  @Test
  void textThatIsNoCertificateIsMalformed() {
    refused(forge.withCertificates(leaf.replace("MII", "MIX")), "evidence.certificate.malformed");
  }

  /** For the other kinds the certificate would have to be asked for, and nobody here asks. */
  @Test
  void aPlatformNamedByAnythingButItsChainIsRefused() {
    for (CertificationData.Type type : CertificationData.Type.values()) {
      if (type != CertificationData.Type.PCK_CHAIN) {
        refused(forge.withCertification(type, new byte[404]), "evidence.certification");
      }
    }
  }

  /** Same names, other keys: only the pinned key tells them apart. */
  @Test
  void aChainOfAnotherRootIsRefusedHoweverItsPartsAreMixed() throws IOException {
    DevelopmentScene other = new DevelopmentScene(otherFolder);
    String otherLeaf = Files.readString(otherFolder.resolve("pck.pem"));
    String otherAuthority = Files.readString(otherFolder.resolve("pck-ca.pem"));
    String otherRoot = Files.readString(otherFolder.resolve("root.pem"));
    refused(
        DcapQuote.parse(other.quote(DevelopmentScene.binding(Keccak.hash()))),
        "evidence.chain.root");
    refused(forge.withCertificates(otherLeaf + otherAuthority + root), "evidence.chain.signature");
    refused(forge.withCertificates(otherLeaf + authority + root), "evidence.chain.signature");
    refused(forge.withCertificates(leaf + authority + otherRoot), "evidence.chain.root");
  }

  private void refused(DcapQuote quote, String code) {
    EvidenceVerifier verifier =
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral()));
    assertThatThrownBy(() -> verifier.verify(quote, scene.collateral(), DevelopmentScene.NOW))
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
