// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.SGX;
import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.TD;
import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.TD_1_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.PckExtension;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** E-26: each thing that can be wrong with Intel evidence, alone, is refused by its own name. */
class SyntheticDcapTest {
  private static final IntelPki PKI = new IntelPki();
  private static final Instant AT = IntelPki.AT;

  private final EvidenceVerifier verifier =
      new EvidenceVerifier(
          new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, PKI.rootKey()))));

  /** A kind of quote that the verifier takes. */
  record Kind(int version, Body body) {}

  static List<Kind> kinds() {
    return List.of(
        new Kind(3, SGX),
        new Kind(4, SGX),
        new Kind(4, TD),
        new Kind(5, SGX),
        new Kind(5, TD),
        new Kind(5, TD_1_5));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void evidenceThatIsRightInEverythingIsUpToDate(Kind kind) {
    VerifiedDcap verified = verify(SyntheticDcap.of(PKI, kind.version, kind.body), AT);
    assertThat(verified.tcb())
        .isInstanceOfSatisfying(
            TcbEvaluation.Evaluated.class,
            tcb -> {
              assertThat(tcb.status().label()).isEqualTo("UpToDate");
              assertThat(tcb.advisories()).isEmpty();
              assertThat(tcb.shortfalls()).isEmpty();
              assertThat(tcb.evaluationNumber()).hasValue(17);
              assertThat(tcb.oldestTcbDate()).contains(Instant.parse("2025-03-01T00:00:00Z"));
            });
    assertThat(verified.expiresAt()).isEqualTo(IntelPki.UNTIL);
  }

  /** What is changed before it is signed, and the name that refuses it. */
  record Failure(String code, UnaryOperator<SyntheticDcap> change) {
    @Override
    public String toString() {
      return code;
    }
  }

  static Stream<Failure> failures() {
    return Stream.of(chains(), revocations(), documents(), quotes()).flatMap(List::stream);
  }

  private static List<Failure> chains() {
    return List.of(
        new Failure("evidence.chain.length", d -> d.chain(c -> TestCertificate.chain(c[0], c[1]))),
        new Failure(
            "evidence.chain.length",
            d -> d.chain(c -> TestCertificate.chain(c[0], c[1], c[2], c[2]))),
        new Failure(
            "evidence.chain.order", d -> d.chain(c -> TestCertificate.chain(c[1], c[0], c[2]))),
        new Failure(
            "evidence.chain.root",
            d -> d.chain(c -> TestCertificate.chain(c[0], c[1], otherRoot()))),
        new Failure("evidence.certificate.malformed", d -> d.chain(_ -> octets("-----BEGIN CER"))),
        new Failure("evidence.chain.expired", d -> d.pck(c -> c.until(AT.minusSeconds(1)))),
        new Failure("evidence.chain.notYetValid", d -> d.authority(c -> c.from(AT.plusSeconds(1)))),
        new Failure(
            "evidence.chain.usage", d -> d.pck(c -> c.authority(false, KeyUsage.keyAgreement))),
        new Failure(
            "evidence.chain.authority", d -> d.authority(c -> c.authority(true, KeyUsage.cRLSign))),
        new Failure(
            "evidence.chain.algorithm", d -> d.authority(c -> c.algorithm("SHA384withECDSA"))),
        new Failure("evidence.pck.name", d -> d.pck(c -> c.named(IntelPki.SIGNER))),
        new Failure("evidence.key.kind", d -> d.authority(c -> c.key(TestKeys.p384()))),
        new Failure("evidence.pck.extension", d -> d.extension(e -> e.without("4"))),
        new Failure("evidence.pck.extension", d -> d.extension(e -> e.component(3, 256))),
        new Failure("evidence.pck.extension", d -> d.extension(e -> e.component(3, -1))),
        new Failure("evidence.pck.extension", d -> d.extension(e -> e.octets("4", "1122"))),
        new Failure(
            "evidence.pck.extension",
            d -> d.pck(c -> c.extension(PckExtension.OID, new byte[] {5, 0}))));
  }

  private static List<Failure> revocations() {
    return List.of(
        new Failure("evidence.revoked.leaf", d -> d.revoke("leaf")),
        new Failure("evidence.revoked.authority", d -> d.revoke("authority")),
        new Failure("collateral.revoked.signer", d -> d.revoke("signer")),
        new Failure("collateral.crl.noNextUpdate", d -> d.listed(IntelPki.FROM, null)),
        new Failure("collateral.crl.expired", d -> d.listed(IntelPki.FROM, AT.minusSeconds(1))),
        new Failure("collateral.crl.notYetValid", d -> d.listed(AT.plusSeconds(1), IntelPki.UNTIL)),
        new Failure(
            "collateral.crl.issuer",
            d -> d.documents(all -> all.put("pck_crl.der", all.get("root_ca_crl.der")))),
        new Failure(
            "collateral.crl.signature",
            d -> d.documents(all -> all.put("root_ca_crl.der", otherRootsList()))),
        new Failure(
            "collateral.crl.malformed",
            d -> d.documents(all -> all.put("pck_crl.der", octets("no list")))),
        new Failure(
            "collateral.crl.issuer",
            d -> d.authority(c -> c.authority(true, KeyUsage.keyCertSign))));
  }

  private static List<Failure> documents() {
    return List.of(
        new Failure("collateral.missing", d -> d.documents(all -> all.remove("tcb_info.json"))),
        new Failure("collateral.chain.signer", d -> d.signer(c -> c.named(IntelPki.AUTHORITY))),
        new Failure("collateral.chain.expired", d -> d.signer(c -> c.until(AT.minusSeconds(1)))),
        new Failure(
            "collateral.chain.usage",
            d -> d.signer(c -> c.authority(true, KeyUsage.digitalSignature))),
        new Failure("collateral.tcbInfo.signature", d -> tampered(d, "tcb_info.json")),
        new Failure("collateral.qeIdentity.signature", d -> tampered(d, "qe_identity.json")),
        new Failure("collateral.tcbInfo.expired", d -> d.tcbInfo(j -> until(j, AT))),
        new Failure("collateral.tcbInfo.notYetValid", d -> d.tcbInfo(j -> from(j, AT))),
        new Failure("collateral.qeIdentity.expired", d -> d.qeIdentity(j -> until(j, AT))),
        new Failure("collateral.qeIdentity.notYetValid", d -> d.qeIdentity(j -> from(j, AT))),
        new Failure("collateral.tcbInfo.version", d -> d.tcbInfo(j -> j.put("version", 4))),
        new Failure("collateral.qeIdentity.version", d -> d.qeIdentity(j -> j.put("version", 1))),
        new Failure("collateral.qeIdentity.malformed", d -> d.qeIdentity(j -> j.put("id", "QVE"))),
        new Failure("collateral.tcbInfo.malformed", d -> d.tcbInfo(j -> j.put("id", "TEE"))),
        new Failure("collateral.tcbInfo.tee", d -> d.tcbInfo(j -> j.put("id", "SGX"))),
        new Failure("collateral.qeIdentity.tee", d -> d.qeIdentity(j -> j.put("id", "QE"))),
        new Failure(
            "collateral.tcbInfo.fmspc", d -> d.extension(e -> e.octets("4", "665544332211"))),
        new Failure("collateral.tcbInfo.pceId", d -> d.extension(e -> e.octets("3", "0100"))),
        new Failure("collateral.tcbInfo.malformed", d -> d.tcbInfo(j -> j.remove("fmspc"))),
        new Failure(
            "collateral.tcbInfo.malformed", d -> d.tcbInfo(j -> j.put("fmspc", "11223344556Z"))),
        new Failure(
            "collateral.tcbInfo.malformed", d -> d.tcbInfo(j -> j.put("nextUpdate", "soon"))),
        new Failure(
            "collateral.tcbInfo.malformed",
            d -> d.tcbInfo(j -> ((ObjectNode) j.at("/tcbLevels/0")).put("tcbStatus", "Fine"))),
        new Failure(
            "collateral.tcbInfo.malformed",
            d -> d.tcbInfo(j -> j.withArray("/tcbLevels/0/tcb/tdxtcbcomponents").remove(15))),
        new Failure(
            "collateral.tcbInfo.malformed",
            d -> d.tcbInfo(j -> j.withArray("/tcbLevels/0/tcb/sgxtcbcomponents").addNull())),
        new Failure(
            "collateral.tcbInfo.malformed",
            d -> d.documents(all -> all.put("tcb_info.json", octets("{\"tcbInfo\":{}")))),
        new Failure(
            "collateral.tcbInfo.malformed",
            d -> d.documents(all -> all.put("tcb_info.json", octets("{\"signature\":\"00\"}")))),
        new Failure(
            "collateral.qeIdentity.malformed", d -> d.qeIdentity(j -> j.put("isvprodid", -1))));
  }

  private static List<Failure> quotes() {
    return List.of(
        new Failure("evidence.certification", d -> d.quote(q -> q.certificationType(3))),
        new Failure("evidence.malformed", d -> d.quote(q -> q.certificationType(6))),
        new Failure("evidence.key.offCurve", d -> d.quote(q -> q.statedKey(offCurve()))),
        new Failure("evidence.signature.quote", d -> d.quote(q -> q.statedKey(anotherKey()))),
        new Failure(
            "evidence.quotingEnclave.mrSigner", d -> d.quote(q -> q.quotingEnclave(128, "34"))),
        new Failure(
            "evidence.quotingEnclave.isvProdId", d -> d.quote(q -> q.quotingEnclave(256, "01"))),
        new Failure(
            "evidence.quotingEnclave.miscSelect", d -> d.quote(q -> q.quotingEnclave(16, "00"))),
        new Failure(
            "evidence.quotingEnclave.miscSelect", d -> d.quote(q -> q.quotingEnclave(17, "01"))),
        new Failure(
            "evidence.quotingEnclave.attributes", d -> d.quote(q -> q.quotingEnclave(48, "05"))),
        new Failure(
            "evidence.quotingEnclave.debug",
            d ->
                d.quote(q -> q.quotingEnclave(48, "17"))
                    .qeIdentity(
                        j -> j.put("attributesMask", "F9" + "FF".repeat(7) + "00".repeat(8)))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void oneThingThatIsWrongIsRefusedByName(Failure failure) {
    Refused.with(
        failure.code, () -> verify(failure.change.apply(SyntheticDcap.of(PKI, 5, TD_1_5)), AT));
  }

  /** Intel gives the enclave of TDX a version of its own; that of SGX has one. */
  @Test
  void onlyTheIdentityOfTdxMayBeOfVersionThree() {
    assertThat(verify(SyntheticDcap.of(PKI, 4, TD).qeIdentity(j -> j.put("version", 3)), AT))
        .isNotNull();
    Refused.with(
        "collateral.qeIdentity.version",
        () -> verify(SyntheticDcap.of(PKI, 3, SGX).qeIdentity(j -> j.put("version", 3)), AT));
  }

  @Test
  void documentsOfTheOtherTeeAreToldApart() {
    told(SyntheticDcap.of(PKI, 4, TD).tcbInfo(j -> j.put("id", "SGX")), "of tee TDX, found SGX");
    told(SyntheticDcap.of(PKI, 3, SGX).qeIdentity(j -> j.put("id", "TD_QE")), "QE, found TD_QE");
    told(SyntheticDcap.of(PKI, 4, TD).qeIdentity(j -> j.put("id", "QE")), "TD_QE, found QE");
    SyntheticDcap.Issued tdx = SyntheticDcap.of(PKI, 4, TD).issue();
    told(
        SyntheticDcap.of(PKI, 4, SGX).documents(all -> all.putAll(tdx.documents())),
        "of tee SGX, found TDX");
  }

  private void told(SyntheticDcap draft, String sentence) {
    assertThatThrownBy(() -> verify(draft, AT)).hasMessageContaining(sentence);
  }

  /** The signer's own certificate may end before everything that it signed. */
  @Test
  void keptCollateralEndsWithItsSigner() {
    Instant end = AT.plusSeconds(60);
    SyntheticDcap.Issued issued = SyntheticDcap.of(PKI, 4, TD).signer(c -> c.until(end)).issue();
    assertThat(verify(issued, AT).expiresAt()).isEqualTo(end);
    assertThat(verify(issued, end).verifiedAt()).isEqualTo(end);
    Refused.with("collateral.chain.expired", () -> verify(issued, end.plusSeconds(1)));
  }

  /** Kept chains and collateral are asked for their windows, never for a verdict. */
  @Test
  void whatWasVerifiedOnceStillExpires() {
    SyntheticDcap.Issued issued = SyntheticDcap.of(PKI, 4, TD).issue();
    assertThat(verify(issued, AT).tcb()).isInstanceOf(TcbEvaluation.Evaluated.class);
    Refused.with("evidence.chain.expired", () -> verify(issued, IntelPki.UNTIL.plusSeconds(1)));
    Refused.with("evidence.chain.notYetValid", () -> verify(issued, IntelPki.FROM.minusSeconds(1)));
    assertThat(verify(issued, AT).verifiedAt()).isEqualTo(AT);
  }

  /** A quoting enclave may say more than a hash in its authentication data, of any length. */
  @Test
  void authenticationDataOfAnyLengthIsBound() {
    for (int length : new int[] {0, 1, 20_000}) {
      assertThat(verify(SyntheticDcap.of(PKI, 4, TD).quote(q -> q.authenticationData(length)), AT))
          .isNotNull();
    }
  }

  private VerifiedDcap verify(SyntheticDcap draft, Instant at) {
    return verify(draft.issue(), at);
  }

  private VerifiedDcap verify(SyntheticDcap.Issued issued, Instant at) {
    return (VerifiedDcap)
        verifier.verify(
            DcapQuote.parse(issued.quote().toByteArray()), new Collateral(issued.documents()), at);
  }

  private static SyntheticDcap tampered(SyntheticDcap draft, String name) {
    return draft.documents(all -> all.computeIfPresent(name, (_, document) -> redated(document)));
  }

  private static Octets redated(Octets document) {
    String text = new String(document.toByteArray(), StandardCharsets.UTF_8);
    return octets(text.replace("\"tcbDate\":\"2025", "\"tcbDate\":\"2026"));
  }

  private static ObjectNode until(ObjectNode json, Instant at) {
    return json.put("nextUpdate", at.minusSeconds(1).toString());
  }

  private static ObjectNode from(ObjectNode json, Instant at) {
    return json.put("issueDate", at.plusSeconds(1).toString());
  }

  private static Octets otherRootsList() {
    return new Collateral(SyntheticDcap.of(new IntelPki(), 4, TD).issue().documents())
        .document("root_ca_crl.der");
  }

  private static TestCertificate otherRoot() {
    return new IntelPki().root();
  }

  private static Octets offCurve() {
    byte[] point = anotherKey().toByteArray();
    point[63] ^= 1;
    return Octets.of(point);
  }

  private static Octets anotherKey() {
    return TestKeys.xAndY(TestKeys.p256(), EcCurve.P256);
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
