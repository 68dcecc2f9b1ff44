// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.HclRuntime;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;

/** E-90: forged is what no certified key signed, of whatever vendor; a wrong chain is not. */
class ForgeryTest {
  private final AmdVendor milan = AmdVendors.of(AmdProduct.MILAN, ReportKey.Kind.VCEK);
  private final AwsVendor aws = new AwsVendor();

  @Test
  void anSnpReportThatWasChangedAfterSigningIsForged() {
    for (AmdVendor vendor : AmdVendors.ALL) {
      SnpEvidence good = vendor.evidence(vendor.report());
      assertThat(forgery(vendor, good)).isEmpty();
      byte[] changed = vendor.sign(vendor.report()).toByteArray();
      changed[SnpForge.MEASUREMENT] ^= 1;
      SnpEvidence forged = SnpEvidence.parse(Octets.of(changed), good.certificates());
      assertThat(forgery(vendor, forged).map(AzraException::code))
          .contains("evidence.signature.report");
    }
  }

  /** A host's firmware may have moved on since its certificate was fetched. */
  @Test
  void anSnpReportUnderACertificateOfAnotherTcbIsNotForged() {
    SnpForge newer = milan.report().tcb("0x0300000000000874");
    Refused.with("evidence.endorsement.tcb", () -> forgery(milan, milan.evidence(newer)));
  }

  /** Claims that somebody else put around a report are no word of whoever signed it. */
  @Test
  void anSnpReportWithinClaimsThatAreNotItsOwnIsNotForged() {
    byte[] changed = milan.sign(milan.report()).toByteArray();
    changed[SnpForge.MEASUREMENT] ^= 1;
    SnpEvidence wrapped =
        SnpEvidence.parse(Octets.of(changed), milan.evidence(milan.report()).certificates())
            .with(HclRuntime.parse(AmdVendor.ascii("{}")));
    Refused.with("evidence.runtimeData", () -> forgery(milan, wrapped));
  }

  @Test
  void aNitroDocumentThatItsEnclavesKeyDidNotSignIsForgedForEver() {
    NitroForge document = aws.document().with("user_data", CborBytes.bytes(new byte[64]));
    assertThat(forgery(aws.sign(document))).isEmpty();
    NitroDocument forged = NitroDocument.parse(document.sign(range -> new byte[96]));
    assertThat(forgery(forged).map(AzraException::code)).contains("evidence.signature.document");
  }

  @Test
  void aNitroDocumentUnderAStrangersRootIsNotForged() {
    AwsVendor stranger = new AwsVendor();
    NitroDocument foreign = stranger.sign(stranger.document());
    Refused.with("evidence.chain.root", () -> forgery(foreign));
    NitroDocument unsigned =
        NitroDocument.parse(
            stranger
                .document()
                .sign(range ->
                    TestKeys.sign(TestKeys.p384().getPrivate(), EcCurve.P384, range)
                        .toByteArray()));
    Refused.with("evidence.chain.root", () -> forgery(unsigned));
  }

  private static Optional<AzraException> forgery(AmdVendor vendor, Evidence evidence) {
    return new EvidenceVerifier(vendor.anchors()).forgery(evidence, Collateral.NONE, AmdVendor.AT);
  }

  private Optional<AzraException> forgery(NitroDocument document) {
    return new EvidenceVerifier(aws.anchors())
        .forgery(document, Collateral.NONE, AwsVendor.UNTIL.plusSeconds(86_400));
  }
}
