// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import network.azracode.sdk.attestation.AmdSeeds;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;

/** E-72: names that are no text, which fuzzing found to end verification with a bare exception. */
class ReportedProductTest {
  private final SnpReport old = SnpReport.parse(new SnpForge(2).unsigned());
  private final Octets certificate = AmdSeeds.certificates().getFirst();

  @Test
  void anOldReportIsOfTheProductThatItsKeysIssuerNames() {
    assertThat(ReportedProduct.of(old, Origin.EVIDENCE, certificate)).isEqualTo(AmdProduct.MILAN);
  }

  @Test
  void anIssuerWhoseNameIsNoTextIsRefused() {
    Octets damaged = broken(certificate, "SEV-Milan");
    Refused.with("evidence.chain.issuer", () -> ReportedProduct.of(old, Origin.EVIDENCE, damaged));
  }

  @Test
  void aNameThatIsNoTextIsNoName() {
    byte[] invalidUtf8 = HexFormat.of().parseHex("300c310a300806035504030c01ff");
    assertThat(DistinguishedNames.commonName(new X500Principal(invalidUtf8))).isEmpty();
  }

  /** The first byte of this text, wherever it stands, is one that UTF-8 has none of. */
  private static Octets broken(Octets der, String text) {
    String latin1 = new String(der.toByteArray(), StandardCharsets.ISO_8859_1);
    return Octets.of(
        latin1.replace(text, "\u00ff" + text.substring(1)).getBytes(StandardCharsets.ISO_8859_1));
  }
}
