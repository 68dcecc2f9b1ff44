// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentEvidenceTest {
  private static final Bytes32 SEALING_KEY = Keccak.hash();

  private final Path temporary;
  private final Path folder;
  private final DevelopmentScene scene;

  DevelopmentEvidenceTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.folder = temporary.resolve("development");
    this.scene = new DevelopmentScene(folder);
  }

  /** E-1: by the very class that real evidence takes. */
  @Test
  void developmentEvidenceVerifiesUnderItsRoot() {
    VerifiedEvidence verified = scene.verified(DevelopmentScene.binding(SEALING_KEY), SEALING_KEY);
    assertThat(verified.platform().tee()).isEqualTo(Tee.DEVELOPMENT);
    assertThat(verified.platform().tcb())
        .isEqualTo(TcbEvaluation.Evaluated.of(TcbStatus.UP_TO_DATE));
    assertThat(verified.platform().debug()).isFalse();
  }

  /** E-2. */
  @Test
  void damagedOrTruncatedDevelopmentQuotesNeverVerify() {
    QuoteMutations.noneVerifies(
        scene.quote(DevelopmentScene.binding(SEALING_KEY)),
        scene.policy().trustAnchors(scene.collateral()),
        scene.collateral(),
        DevelopmentScene.NOW);
  }

  /** E-4. */
  @Test
  void developmentEvidenceNeverVerifiesUnderAVendorsRoot() {
    DcapQuote quote = DcapQuote.parse(scene.quote(DevelopmentScene.binding(SEALING_KEY)));
    assertThatThrownBy(() ->
            new EvidenceVerifier(TrustAnchors.vendors())
                .verify(quote, Collateral.NONE, DevelopmentScene.NOW))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.chain.root"));
  }

  /** E-4. */
  @Test
  void anotherDevelopmentRootThanThePolicyNamesIsRefused() {
    DevelopmentScene other = new DevelopmentScene(temporary.resolve("other"));
    assertThatThrownBy(() -> scene.policy().trustAnchors(other.collateral()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("collateral.mismatch"));
    assertThatThrownBy(() -> scene.policy().trustAnchors(Collateral.NONE))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("collateral.missing"));
  }

  @Test
  void theAuthorityIsMadeOnceAndItsKeyIsTheOwnersOnly() throws Exception {
    Octets root = scene.collateral().document(DevelopmentAnchor.ROOT_DOCUMENT);
    DevelopmentScene again = new DevelopmentScene(folder);
    assertThat(again.collateral().document(DevelopmentAnchor.ROOT_DOCUMENT)).isEqualTo(root);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pck.key"))))
        .isEqualTo("rw-------");
    assertThat(again.verified(DevelopmentScene.binding(SEALING_KEY), SEALING_KEY).evidenceHash())
        .isNotEqualTo(Bytes32.ZERO);
  }

  @Test
  void anAuthorityAppearsInAnEmptyFolderThatIsThereAlready() throws Exception {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThat(new DevelopmentScene(empty).collateral().documents()).hasSize(1);
  }

  @Test
  void collateralSurvivesItsJsonAndRefusesAnotherDigest() {
    String json = Json.MAPPER.writeValueAsString(scene.collateral());
    Collateral read = Json.MAPPER.readValue(json, Collateral.class);
    assertThat(read.documents()).isEqualTo(scene.collateral().documents());
    String forged = json.replace(read.digest().toString(), Keccak.hash().toString());
    assertThatThrownBy(() -> Json.MAPPER.readValue(forged, Collateral.class))
        .hasMessageContaining("expected documents of digest");
    assertThat(new Collateral(Map.of("a", Octets.EMPTY)).digest())
        .isNotEqualTo(new Collateral(Map.of("b", Octets.EMPTY)).digest());
  }
}
