// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.SGX;
import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.TD;
import static network.azracode.sdk.attestation.intel.QuoteDraft.Body.TD_1_5;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.UnaryOperator;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.TcbStatus;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** E-29: what a platform lacks decides its status, and is said in numbers. */
class TcbAssessmentTest {
  private static final IntelPki PKI = new IntelPki();
  private static final int TEE_TCB_SVN = 0;
  private static final int TEE_TCB_SVN2 = 584;

  @Test
  void oneComponentThatIsBehindChoosesTheNextLevel() {
    PlatformTcb tcb = tdx(d -> d.extension(e -> e.component(3, 4)));
    outOfDate(tcb, "SGX component 3 has SVN 4, needs 5");
    assertThat(tcb.advisories()).containsExactly("INTEL-SA-00001");
    assertThat(tcb.oldestTcbDate()).contains(Instant.parse("2024-01-01T00:00:00Z"));
  }

  @Test
  void thePceCountsAsMuchAsAnyComponent() {
    outOfDate(tdx(d -> d.extension(e -> e.pceSvn(10))), "PCE has SVN 10, needs 11");
    PlatformTcb sgx = sgx(d -> d.extension(e -> e.pceSvn(10)));
    outOfDate(sgx, "PCE has SVN 10, needs 11");
    assertThat(sgx.advisories()).containsExactly("INTEL-SA-00001");
    assertThat(sgx.oldestTcbDate()).contains(Instant.parse("2024-01-01T00:00:00Z"));
  }

  @Test
  void aPlatformBelowEveryLevelIsNotSupported() {
    unsupported(
        sgx(d -> d.extension(e -> e.component(16, 3))), "SGX component 16 has SVN 3, needs 5");
    unsupported(tdx(d -> d.extension(e -> e.pceSvn(9))), "PCE has SVN 9, needs 11");
    unsupported(teeTcbSvn("07010503"), "TDX component 4 has SVN 3, needs 5");
  }

  /** Intel compares from index 2 on where the module has a version: its own levels speak for it. */
  @Test
  void theModulesOwnComponentsAreLeftToItsLevels() {
    UnaryOperator<SyntheticDcap> demanding =
        d -> d.tcbInfo(json -> json.withArray("/tcbLevels/0/tcb/tdxtcbcomponents").set(0, svn(9)));
    assertThat(status(tdx(demanding))).isEqualTo("UpToDate");
    PlatformTcb unversioned = tdx(d -> demanding.apply(d).quote(q -> q.body(TEE_TCB_SVN, "0700")));
    outOfDate(unversioned, "TDX component 1 has SVN 7, needs 9");
  }

  @Test
  void aModuleWithoutVersionHasNoLevelOfItsOwn() {
    PlatformTcb tcb = teeTcbSvn("0000");
    assertThat(status(tcb)).isEqualTo("UpToDate");
    assertThat(tcb.part(TcbPart.Kind.TDX_MODULE)).isEmpty();
  }

  @Test
  void aModuleThatIsBehindMakesThePlatformOutOfDate() {
    PlatformTcb tcb = teeTcbSvn("0601");
    outOfDate(tcb, "TDX module TDX_01 has SVN 6, needs 7");
    assertThat(tcb.advisories()).containsExactly("INTEL-SA-00002");
    assertThat(tcb.oldestTcbDate()).contains(Instant.parse("2023-01-01T00:00:00Z"));
    assertThat(tcb.part(TcbPart.Kind.TDX_MODULE))
        .hasValueSatisfying(part -> assertThat(part.status().label()).isEqualTo("OutOfDate"));
    assertThat(tcb.currentFormat()).isTrue();
    assertThat(status(teeTcbSvn("0401"))).isEqualTo("Revoked");
    unsupported(teeTcbSvn("0201"), "TDX module TDX_01 has SVN 2, needs 7");
  }

  @Test
  void aModuleThatIntelDoesNotKnowIsNotSupported() {
    unsupported(
        teeTcbSvn("0702"), "TDX module TDX_02 is not in the TCB info of evaluation number 18");
  }

  @Test
  void aModuleOfAnotherSignerOrWithOtherAttributesIsNotSupported() {
    assertThat(codes(tdx(d -> d.quote(q -> q.body(64, "01"))))).contains("tcb.tdxModuleMismatch");
    assertThat(codes(tdx(d -> d.quote(q -> q.body(112, "01"))))).contains("tcb.tdxModuleMismatch");
    PlatformTcb outsideTheMask =
        tdx(d ->
            d.quote(q -> q.body(119, "80"))
                .tcbInfo(json ->
                    ((ObjectNode) json.at("/tdxModuleIdentities/0"))
                        .put("attributesMask", "FF".repeat(7) + "00")));
    assertThat(outsideTheMask.status()).isEmpty();
  }

  @Test
  void aQuotingEnclaveThatIsBehindMakesThePlatformOutOfDate() {
    PlatformTcb tcb = sgx(d -> d.quote(q -> q.quotingEnclaveSvn(7)));
    outOfDate(tcb, "Quoting enclave has SVN 7, needs 8");
    assertThat(tcb.advisories()).containsExactly("INTEL-SA-00003");
    assertThat(status(tdx(d -> d.quote(q -> q.quotingEnclaveSvn(5))))).isEqualTo("Revoked");
    unsupported(
        tdx(d -> d.quote(q -> q.quotingEnclaveSvn(3))), "Quoting enclave has SVN 3, needs 8");
  }

  @Test
  void everythingThatIsBehindIsNamedAtOnce() {
    PlatformTcb tcb =
        tdx(d ->
            d.extension(e -> e.component(1, 4).pceSvn(10))
                .quote(q -> q.body(TEE_TCB_SVN, "0601").quotingEnclaveSvn(6)));
    assertThat(codes(tcb))
        .containsExactly("tcb.quotingEnclave", "tcb.sgxComponent", "tcb.pceSvn", "tcb.tdxModule");
    assertThat(tcb.advisories())
        .containsExactly("INTEL-SA-00001", "INTEL-SA-00002", "INTEL-SA-00003");
  }

  @Test
  void aStatusThatNoSvnMendsIsExplainedByItsAdvisories() {
    PlatformTcb tcb =
        sgx(d ->
            d.tcbInfo(json -> {
              ObjectNode level = (ObjectNode) json.at("/tcbLevels/0");
              level.put("tcbStatus", "SWHardeningNeeded").putArray("advisoryIDs").add("SA-1");
            }));
    assertThat(status(tcb)).isEqualTo("SWHardeningNeeded");
    assertThat(codes(tcb)).containsExactly("tcb.advisories");
  }

  /** The service sorts them; nothing may rest on that. */
  @Test
  void theOrderOfLevelsInTheDocumentDecidesNothing() {
    PlatformTcb tcb =
        tdx(d ->
            d.tcbInfo(json -> {
              reverse(json, "/tcbLevels");
              reverse(json, "/tdxModuleIdentities/0/tcbLevels");
            }));
    assertThat(status(tcb)).isEqualTo("UpToDate");
  }

  /** Levels of TDX may differ in nothing but the components of TDX. */
  @Test
  void levelsThatDifferInTdxComponentsAloneAreInOrder() {
    UnaryOperator<SyntheticDcap> finer =
        d ->
            d.tcbInfo(json -> {
              ObjectNode lower = (ObjectNode) json.at("/tcbLevels/0").deepCopy();
              ((ArrayNode) lower.at("/tcb/tdxtcbcomponents")).set(2, svn(4));
              lower.put("tcbStatus", "OutOfDate");
              json.withArray("tcbLevels").insert(0, lower);
            });
    assertThat(status(tdx(finer))).isEqualTo("UpToDate");
    outOfDate(
        tdx(d -> finer.apply(d).quote(q -> q.body(TEE_TCB_SVN, "070104"))),
        "TDX component 3 has SVN 4, needs 5");
  }

  @Test
  void relaunchIsAdvisedWhereANewLaunchWouldBeUpToDate() {
    assertThat(status(relaunched("0601", "0701"))).isEqualTo("TDRelaunchAdvised");
    assertThat(status(relaunched("0601", "0601"))).isEqualTo("OutOfDate");
    assertThat(status(relaunched("0601", "070104"))).isEqualTo("OutOfDate");
    assertThat(status(relaunched("0601", "0000"))).isEqualTo("TDRelaunchAdvised");
    unsupported(
        relaunched("0601", "0703"),
        "TDX module TDX_03 is not in the TCB info of evaluation number 18");
    PlatformTcb configuration =
        assess(
            5,
            TD_1_5,
            d ->
                d.quote(q -> q.body(TEE_TCB_SVN, "0601"))
                    .tcbInfo(json ->
                        ((ObjectNode) json.at("/tcbLevels/0"))
                            .put("tcbStatus", "ConfigurationNeeded")));
    assertThat(status(configuration)).isEqualTo("TDRelaunchAdvisedConfigurationNeeded");
  }

  @Test
  void deprecatedTcbInfoNumbersItsComponents() {
    PlatformTcb tcb = sgx(d -> numbered(d, 16, 5));
    assertThat(status(tcb)).isEqualTo("UpToDate");
    assertThat(tcb.currentFormat()).isFalse();
    unsupported(sgx(d -> numbered(d, 16, 6)), "SGX component 16 has SVN 5, needs 6");
  }

  /** One level of version 2, all of whose components are 5 but one. */
  private static SyntheticDcap numbered(SyntheticDcap draft, int component, int svn) {
    return draft.tcbInfo(json -> {
      json.put("version", 2).remove("id");
      ObjectNode svns = IntelJson.object("{\"pcesvn\": 11}");
      for (int i = 1; i <= TcbComponents.COUNT; i++) {
        svns.put("sgxtcbcomp%02dsvn".formatted(i), i == component ? svn : 5);
      }
      json.withArray("tcbLevels").remove(1);
      ((ObjectNode) json.at("/tcbLevels/0")).set("tcb", svns);
    });
  }

  /** Whoever holds collateral holds it as current: what is kept is asked for its windows again. */
  @Test
  void collateralThatHasRunOutIsRefusedBeforeItIsHeld() {
    IntelDocuments documents =
        SyntheticDcap.of(PKI, 4, TD)
            .tcbInfo(json -> json.put("nextUpdate", IntelPki.AT.minusSeconds(1).toString()))
            .issue()
            .intelDocuments();
    Refused.with(
        "collateral.tcbInfo.expired",
        () -> IntelCollateral.verify(documents, RootPin.of(PKI.rootKey()), IntelPki.AT));
  }

  private static PlatformTcb relaunched(String svn, String svn2) {
    return assess(5, TD_1_5, d -> d.quote(q -> q.body(TEE_TCB_SVN, svn).body(TEE_TCB_SVN2, svn2)));
  }

  private static PlatformTcb teeTcbSvn(String svn) {
    return tdx(d -> d.quote(q -> q.body(TEE_TCB_SVN, svn)));
  }

  private static PlatformTcb tdx(UnaryOperator<SyntheticDcap> change) {
    return assess(4, TD, change);
  }

  private static PlatformTcb sgx(UnaryOperator<SyntheticDcap> change) {
    return assess(3, SGX, change);
  }

  private static PlatformTcb assess(
      int version, QuoteDraft.Body body, UnaryOperator<SyntheticDcap> change) {
    SyntheticDcap.Issued issued = change.apply(SyntheticDcap.of(PKI, version, body)).issue();
    DcapQuote quote = DcapQuote.parse(issued.quote().toByteArray());
    RootPin root = RootPin.of(PKI.rootKey());
    PckChain chain =
        PckChain.verify(quote.quotingEnclave().certification().data(), root, IntelPki.AT);
    return TcbAssessment.assess(
        quote,
        chain.extension(),
        IntelCollateral.verify(issued.intelDocuments(), root, IntelPki.AT));
  }

  private static void outOfDate(PlatformTcb tcb, String sentence) {
    assertThat(status(tcb)).isEqualTo("OutOfDate");
    assertThat(tcb.shortfalls()).extracting(Shortfall::sentence).containsExactly(sentence);
  }

  private static void unsupported(PlatformTcb tcb, String sentence) {
    assertThat(tcb.status()).isEmpty();
    assertThat(tcb.advisories()).isEmpty();
    assertThat(tcb.shortfalls()).extracting(Shortfall::sentence).contains(sentence);
  }

  private static String status(PlatformTcb tcb) {
    return tcb.status().map(TcbStatus::label).orElse("none");
  }

  private static Iterable<String> codes(PlatformTcb tcb) {
    return tcb.shortfalls().stream().map(Shortfall::code).toList();
  }

  private static ObjectNode svn(int svn) {
    return IntelJson.object("{\"svn\": " + svn + "}");
  }

  private static void reverse(ObjectNode json, String pointer) {
    var array = json.withArray(pointer);
    for (int i = 0; i < array.size(); i++) {
      array.insert(i, array.remove(array.size() - 1));
    }
  }
}
