// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-90, E-91: every cause can be told from the evidence alone, and nothing else is one. */
class FaultRulesTest {
  private static final IntelPki PKI = new IntelPki();
  private static final EvidenceVerifier INTEL =
      new EvidenceVerifier(
          new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, PKI.rootKey()))));
  private static final Bytes32 SEALING_KEY = Keccak.hash();
  private static final EnclaveBinding BINDING = DevelopmentScene.binding(SEALING_KEY);
  private static final Domain REGISTRY = DevelopmentScene.REGISTRY;
  private static final PolicyDocument HARDWARE =
      PolicyDocument.parse(
          PolicyText.naming("{mrtd: [\"0x" + "00".repeat(48) + "\"]}")
              .with("tees", "[TDX]")
              .with("binding", "azracode")
              .with("programs", "[\"" + DevelopmentScene.PROGRAM + "\"]")
              .with("maximumAgeSeconds", "600")
              .yaml());

  private final DevelopmentScene scene;
  private final FaultForge forge;

  FaultRulesTest(@TempDir Path folder) {
    Path authority = folder.resolve("development");
    scene = new DevelopmentScene(authority);
    forge = new FaultForge(authority, REGISTRY);
  }

  @Test
  void whatIsGoodHasNoFault() {
    assertThat(find(forge.good(BINDING, SEALING_KEY))).isEmpty();
    assertThat(find(scene.evidence(BINDING, SEALING_KEY))).isEmpty();
  }

  @Test
  void aSignatureThatNoCertifiedKeyGaveIsForged() {
    EvidencePackage forged = forge.forged(BINDING, SEALING_KEY);
    Fault fault = find(forged).orElseThrow();
    assertThat(fault.cause()).isEqualTo(Cause.FORGED);
    assertThat(fault.evidenceHash()).isEqualTo(forged.digest());
    assertThat(fault.sentence()).contains("evidence.signature.quote");
  }

  @Test
  void evidenceOfAnotherBindingIsTransplanted() {
    EvidencePackage transplanted = forge.transplanted(BINDING, SEALING_KEY);
    Fault fault = find(transplanted).orElseThrow();
    assertThat(fault.cause()).isEqualTo(Cause.TRANSPLANTED);
    assertThat(fault.sentence())
        .contains(transplanted.parsed().reportData().toString())
        .contains(Octets.of(ReportData.of(BINDING, REGISTRY)).toString());
  }

  @Test
  void anEnclaveThatItsHostCanReadIsNoneForProduction() {
    EvidencePackage debug = forge.debug(BINDING, SEALING_KEY);
    assertThat(find(debug).orElseThrow().cause()).isEqualTo(Cause.DEBUG);
    PolicyDocument open =
        PolicyDocument.parse(scene.policyYaml().replace("debug: false", "debug: true").getBytes());
    assertThat(rules(open).find(debug, challenge())).isEmpty();
  }

  @Test
  void aSealingKeyThatTheEnclaveDidNotBindIsUnheld() {
    Fault fault = find(forge.unheldKey(BINDING, SEALING_KEY)).orElseThrow();
    assertThat(fault.cause()).isEqualTo(Cause.UNHELD_KEY);
    assertThat(fault.sentence()).contains("sealingKey").contains(BINDING.sealingKeyHash() + "");
  }

  /** The service's answers and its runbook name them so. */
  @Test
  void everyFaultHasACodeOfItsOwn() {
    assertThat(
            Stream.of(
                    forge.forged(BINDING, SEALING_KEY),
                    forge.transplanted(BINDING, SEALING_KEY),
                    forge.debug(BINDING, SEALING_KEY),
                    forge.unheldKey(BINDING, SEALING_KEY))
                .map(evidence -> find(evidence).orElseThrow()))
        .allSatisfy(fault -> assertThat(fault.sentence()).endsWith("."))
        .extracting(Fault::code)
        .containsExactly("fault.forged", "fault.transplanted", "fault.debug", "fault.unheldKey");
  }

  /** What is forged says nothing, and what is of another binding nothing of this one's keys. */
  @Test
  void theWorstIsNamedAndOnlyThat() {
    EvidencePackage forged = forge.forged(BINDING, SEALING_KEY);
    EvidencePackage both =
        new EvidencePackage(forged.type(), forged.evidence(), BINDING, Bytes32.ZERO, List.of());
    assertThat(find(both).orElseThrow().cause()).isEqualTo(Cause.FORGED);
    EvidencePackage transplanted = forge.transplanted(BINDING, SEALING_KEY);
    EvidencePackage also =
        new EvidencePackage(
            transplanted.type(), transplanted.evidence(), BINDING, Bytes32.ZERO, List.of());
    assertThat(find(also).orElseThrow().cause()).isEqualTo(Cause.TRANSPLANTED);
  }

  /** The same for every attestor, whatever vendors have said since. */
  @Test
  void neitherCollateralNorRevocationChangesAFault() {
    SyntheticDcap.Issued issued = tdx(d -> d.revoke("leaf").quote(q -> q.body(120, "01")));
    EvidencePackage debug = packaged(issued);
    for (Collateral collateral : List.of(new Collateral(issued.documents()), Collateral.NONE)) {
      assertThat(
              new FaultRules(INTEL, collateral, HARDWARE, REGISTRY)
                  .find(debug, IntelPki.AT)
                  .map(Fault::cause))
          .contains(Cause.DEBUG);
    }
  }

  /** Each is short of the policy, or not even genuine; nobody is slashed for it. */
  record Innocent(String code, UnaryOperator<SyntheticDcap> change, Duration later) {
    @Override
    public String toString() {
      return code;
    }
  }

  static Stream<Innocent> innocents() {
    return Stream.of(
        innocent("tcb.status", d -> d.extension(e -> e.pceSvn(10))),
        innocent("tcb.status", d -> d.quote(q -> q.body(0, "05"))),
        innocent("tcb.status", d -> d.quote(q -> q.quotingEnclaveSvn(6))),
        innocent("tcb.unsupported", d -> d.extension(e -> e.component(3, 3))),
        innocent("measurement.unknown", d -> d.quote(q -> q.body(136, "01"))),
        innocent("tdx.septVeDisable", d -> d.quote(q -> q.body(120, "0000000000000000"))),
        innocent("evidence.revoked.leaf", d -> d.revoke("leaf")),
        innocent("evidence.revoked.authority", d -> d.revoke("authority")),
        innocent("collateral.missing", d -> d.documents(documents -> documents.clear())),
        innocent("evidence.quotingEnclave", d -> d.quote(q -> q.quotingEnclave(128, "44"))),
        innocent("evidence.certification", d -> d.quote(q -> q.certificationType(4))),
        innocent(
            "evidence.chain.root",
            d -> d.chain(c -> TestCertificate.chain(c[0], c[1], new IntelPki().root()))),
        new Innocent("evidence.stale", d -> d, Duration.ofSeconds(601)),
        new Innocent("evidence.chain.expired", d -> d, Duration.ofDays(40)));
  }

  @ParameterizedTest
  @MethodSource("innocents")
  void whateverElseTurnsBadIsNoFault(Innocent innocent) {
    SyntheticDcap.Issued issued = tdx(innocent.change());
    EvidencePackage evidence = packaged(issued);
    Collateral collateral = new Collateral(issued.documents());
    Instant at = IntelPki.AT.plus(innocent.later());
    assertThat(shortcomings(evidence, collateral, at))
        .anySatisfy(code -> assertThat(code).startsWith(innocent.code()));
    FaultRules rules = new FaultRules(INTEL, collateral, HARDWARE, REGISTRY);
    assertThat(faultOrNone(rules, evidence, at)).isEmpty();
    assertThat(faultOrNone(rules, evidence, IntelPki.AT)).isEmpty();
  }

  /** A document that names no key at all only lacks a proof. */
  @Test
  void aNitroDocumentWithAnotherKeyThanTheSignersIsUnheld() {
    assertThat(nitro(CborBytes.bytes(new byte[65])).map(Fault::cause)).contains(Cause.UNHELD_KEY);
    assertThat(nitro(CborBytes.NULL)).isEmpty();
    byte[] its = DevelopmentScene.ENCLAVE.publicKey().toByteArray();
    assertThat(nitro(CborBytes.bytes(its))).isEmpty();
  }

  private static Optional<Fault> nitro(byte[] publicKey) {
    AwsVendor aws = new AwsVendor();
    Octets document =
        aws.signed(
            aws.document()
                .with("user_data", CborBytes.bytes(ReportData.of(BINDING, REGISTRY)))
                .with("public_key", publicKey));
    EvidencePackage evidence =
        new EvidencePackage(EvidencePackage.NITRO, document, BINDING, SEALING_KEY, List.of());
    return new FaultRules(new EvidenceVerifier(aws.anchors()), Collateral.NONE, HARDWARE, REGISTRY)
        .find(evidence, AwsVendor.AT);
  }

  /** Other programs, another policy number: short, but bound by the enclave itself. */
  @Test
  void aBindingThatIsShortOfThePolicyIsNoFault() {
    EnclaveBinding other =
        new EnclaveBinding(
            BINDING.nodeId(),
            BINDING.operator(),
            BINDING.signer(),
            BINDING.sealingKeyHash(),
            BINDING.policy(),
            Bytes32.ZERO,
            1,
            Bytes32.ZERO);
    assertThat(find(forge.good(other, SEALING_KEY))).isEmpty();
  }

  /** A stranger's root fools nobody, so nobody is slashed for it. */
  @Test
  void whatRestsOnAnotherRootIsNoFault(@TempDir Path folder) {
    DevelopmentScene other = new DevelopmentScene(folder.resolve("other"));
    assertThatThrownBy(() -> find(other.evidence(BINDING, SEALING_KEY)))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.chain.root"));
  }

  private Optional<Fault> find(EvidencePackage evidence) {
    return rules(scene.policy()).find(evidence, challenge());
  }

  private FaultRules rules(PolicyDocument policy) {
    return new FaultRules(
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral())),
        scene.collateral(),
        policy,
        REGISTRY);
  }

  private static Instant challenge() {
    return DevelopmentScene.expected().challenge().time();
  }

  private static Innocent innocent(String code, UnaryOperator<SyntheticDcap> change) {
    return new Innocent(code, change, Duration.ZERO);
  }

  private static SyntheticDcap.Issued tdx(UnaryOperator<SyntheticDcap> change) {
    String reportData = Octets.of(ReportData.of(BINDING, REGISTRY)).toString().substring(2);
    return change
        .apply(SyntheticDcap.of(PKI, 4, Body.TD).quote(q -> q.body(520, reportData)))
        .issue();
  }

  private static EvidencePackage packaged(SyntheticDcap.Issued issued) {
    return EvidencePackage.tdx(issued.quote().toByteArray(), BINDING, SEALING_KEY);
  }

  private static List<String> shortcomings(
      EvidencePackage evidence, Collateral collateral, Instant at) {
    ExpectedBinding like = DevelopmentScene.expected();
    Challenge challenge =
        new Challenge(like.challenge().block(), like.challenge().hash(), IntelPki.AT);
    ExpectedBinding expected =
        new ExpectedBinding(
            like.registry(), like.nodeId(), like.operator(), like.policy(), challenge);
    try {
      return Appraiser.appraise(INTEL.verify(evidence, collateral, at), HARDWARE, expected, at)
          .reasons()
          .stream()
          .map(Reason::code)
          .toList();
    } catch (AzraException refusal) {
      return List.of(refusal.code());
    }
  }

  private static Optional<Fault> faultOrNone(
      FaultRules rules, EvidencePackage evidence, Instant at) {
    try {
      return rules.find(evidence, at);
    } catch (AzraException nobodyCanTell) {
      assertThat(Set.of("evidence", "collateral")).contains(nobodyCanTell.code().split("\\.")[0]);
      return Optional.empty();
    }
  }
}
