// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.AzraProperties;
import network.azracode.service.AzraProperties.Network;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A-4 what a vendor said of a platform is told to whoever asks about its evidence")
class AppraisedCollateralTest {
  private static final PolicyId POLICY = new PolicyId(1);
  private static final Bytes32 EVIDENCE = Keccak.hash(new byte[] {1});
  private static final Collateral FIRST = collateral("0x01");
  private static final Collateral SECOND = collateral("0x02");

  private final MigratedDatabase database = MigratedDatabase.create();
  @TempDir private Path folder;
  private Collaterals collaterals;

  @BeforeEach
  void writePolicy() throws IOException {
    Files.writeString(
        folder.resolve("1.yaml"),
        """
        name: hardware
        version: 1
        tees: [TDX]
        statuses: [UpToDate]
        anchors: {}
        measurements: {mrtd: ["0x%s"]}
        programs: ["0x%s"]
        maximumAgeSeconds: 600
        debug: false
        """
            .formatted("00".repeat(48), "00".repeat(32)));
    var none =
        new AttestationProperties(
            null, null, null, null, null, null, Map.of(), 1, 30, CondemnMode.SEND);
    collaterals =
        new Collaterals(
            none, new VendorCollateral(none), new PolicyDocuments(azra()), database.jdbc());
  }

  @Test
  void itIsThatOfTheLastAppraisal() {
    keepEvidence();
    appraise(FIRST);
    assertThat(under(Optional.of(EVIDENCE))).isEqualTo(FIRST.digest());
    appraise(SECOND);
    assertThat(under(Optional.of(EVIDENCE))).isEqualTo(SECOND.digest());
  }

  @Test
  void withoutEvidenceThatWasAppraisedThereIsNone() {
    keepEvidence();
    appraise(FIRST);
    assertThat(under(Optional.empty())).isEqualTo(Collateral.NONE.digest());
    assertThat(under(Optional.of(Bytes32.ZERO))).isEqualTo(Collateral.NONE.digest());
    assertThat(collaterals.under(new PolicyId(2), Optional.of(EVIDENCE))).isEmpty();
  }

  private Bytes32 under(Optional<Bytes32> evidence) {
    return collaterals.under(POLICY, evidence).orElseThrow().digest();
  }

  private void keepEvidence() {
    byte[] word = Bytes32.ZERO.toByteArray();
    database
        .jdbc()
        .sql("INSERT INTO evidence VALUES (?, 1, ?, ?, 1, ?, ?, 1)")
        .params(EVIDENCE.toByteArray(), Address.ZERO.toByteArray(), new byte[1], word, word)
        .update();
  }

  private void appraise(Collateral collateral) {
    collaterals.keep(collateral);
    byte[] word = Bytes32.ZERO.toByteArray();
    database
        .jdbc()
        .sql(
            """
            INSERT INTO appraisals (evidence_hash, policy, policy_digest, collateral_digest,
              head_block, head_hash, appraised_at, affirmation)
            VALUES (?, 1, ?, ?, 1, ?, 1, 'AFFIRMING')\
            """)
        .params(EVIDENCE.toByteArray(), word, collateral.digest().toByteArray(), word)
        .update();
  }

  private AzraProperties azra() {
    return new AzraProperties(
        folder.resolve("deployment.json"),
        Network.TEST,
        "production",
        folder,
        new AzraProperties.Bind(false),
        false,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Collateral collateral(String document) {
    return new Collateral(Map.of("tcb_info.json", Octets.of(document)));
  }
}
