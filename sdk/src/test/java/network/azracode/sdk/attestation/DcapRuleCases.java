// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.attestation.RuleCase.contraindicated;
import static network.azracode.sdk.attestation.RuleCase.unknown;
import static network.azracode.sdk.attestation.RuleCase.warning;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.evidence.DcapQuote;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each rule for SGX and TDX, broken alone, on quotes of a vendor of our own. */
final class DcapRuleCases {
  private static final String ZEROES = "\"0x" + "00".repeat(48) + "\"";
  private static final String ONES = "\"0x" + "11".repeat(48) + "\"";
  private static final PolicyText POLICY =
      PolicyText.naming("{mrtd: [%s], mrenclave: [\"0x%s\"]}".formatted(ZEROES, "00".repeat(32)));
  private static final PolicyText HARDENING =
      POLICY.with("statuses", "[UpToDate, SWHardeningNeeded]");

  private static final String NAMED_TDX =
      ("{attributeBits: {required: [28], forbidden: [0]}, xfamBits: {required: [0], forbidden:"
              + " [1]}, mrSeams: [%1$s], mrSignerSeams: [%1$s], mrConfigIds: [%1$s], mrOwners:"
              + " [%1$s], mrOwnerConfigs: [%1$s], serviceTds: [\"0x01%2$s\"]}")
          .formatted(ZEROES, "00".repeat(47));

  private final IntelPki pki = new IntelPki();
  private final EvidenceVerifier verifier =
      new EvidenceVerifier(
          new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, pki.rootKey()))));

  List<AttestationResult> good() {
    return Stream.of(Body.values())
        .map(body -> appraise(body, UnaryOperator.identity(), POLICY))
        .toList();
  }

  /** Everything that a policy can name, named as it is. */
  List<AttestationResult> named() {
    PolicyText td =
        HARDENING
            .with(
                "tcb",
                "{minimumEvaluationNumber: 17, refusedAdvisories: [INTEL-SA-00008],"
                    + " acceptedAdvisories: [INTEL-SA-00009]}")
            .with("pck", "{sgxTypes: [1], dynamicPlatform: false, cachedKeys: false, smt: false}")
            .with("tdx", NAMED_TDX);
    String sgx =
        "{attributeBits: {required: [0, 2], forbidden: [1]}, xfrmBits: {required: [0, 1], forbidden:"
            + " [2]}, configIds: [\"0x%s\"], minimumIsvSvn: 3}".formatted("00".repeat(64));
    return List.of(
        appraise(
            Body.TD_1_5,
            d ->
                hardening(d)
                    .extension(e -> e.configuration(false, false, false))
                    .quote(q -> q.body(128, "01").body(600, "01")),
            td),
        appraise(
            Body.SGX,
            d -> d.quote(q -> q.body(56, "03").body(258, "0300")),
            POLICY.with("sgx", sgx)));
  }

  Stream<RuleCase> all() {
    return Stream.of(tcb(), modules(), documents(), pck(), tdx(), tdxValues(), sgx())
        .flatMap(List::stream);
  }

  private List<RuleCase> tcb() {
    return List.of(
        warning(
            "tcb.status tcb.sgxComponent",
            "SGX component 3 has SVN 4, needs 5",
            td(d -> d.extension(e -> e.component(3, 4)))),
        warning(
            "tcb.status tcb.pceSvn",
            "TCB status is OutOfDate, the policy accepts [UpToDate]",
            td(d -> d.extension(e -> e.pceSvn(10)))),
        warning(
            "tcb.status tcb.pceSvn",
            "PCE has SVN 10, needs 11",
            td(d -> d.extension(e -> e.pceSvn(10)))),
        warning(
            "tcb.status tcb.tdxComponent",
            "TDX component 3 has SVN 4, needs 5",
            td(d -> d.quote(q -> q.body(0, "070104")))),
        warning(
            "tcb.status tcb.quotingEnclave",
            "Quoting enclave has SVN 6, needs 8",
            td(d -> d.quote(q -> q.quotingEnclaveSvn(6)))),
        contraindicated(
            "tcb.unsupported tcb.sgxComponent",
            "No TCB level that the vendor describes is reached",
            td(d -> d.extension(e -> e.component(3, 3)))));
  }

  private List<RuleCase> modules() {
    return List.of(
        warning(
            "tcb.status tcb.tdxModule",
            "TDX module TDX_01 has SVN 5, needs 7",
            td(d -> d.quote(q -> q.body(0, "05")))),
        contraindicated(
            "tcb.unsupported tcb.tdxModuleUnknown",
            "TDX module TDX_02 is not in the TCB info",
            td(d -> d.quote(q -> q.body(0, "0702")))),
        contraindicated(
            "tcb.unsupported tcb.tdxModuleMismatch",
            "TDX module TDX_01 has MRSIGNERSEAM 0x01",
            td(d -> d.quote(q -> q.body(64, "01")))));
  }

  private List<RuleCase> documents() {
    return List.of(
        warning(
            "tcb.status tcb.advisories",
            "whose status is SWHardeningNeeded: see [INTEL-SA-00009]",
            td(DcapRuleCases::hardening)),
        warning(
            "tcb.advisory",
            "Advisories [INTEL-SA-00009] apply to the platform, the policy refuses them",
            td(
                DcapRuleCases::hardening,
                HARDENING.with("tcb", "{refusedAdvisories: [INTEL-SA-00009]}"))),
        warning(
            "tcb.advisoryUnlisted",
            "the policy accepts only [INTEL-SA-00008]",
            td(
                DcapRuleCases::hardening,
                HARDENING.with("tcb", "{acceptedAdvisories: [INTEL-SA-00008]}"))),
        warning(
            "tcb.evaluationNumber",
            "have evaluation number 17, the policy needs 18",
            td(UnaryOperator.identity(), POLICY.with("tcb", "{minimumEvaluationNumber: 18}"))),
        contraindicated(
            "tcb.deprecatedFormat",
            "is of version 2",
            () -> appraise(Body.SGX, d -> d.tcbInfo(DcapRuleCases::deprecated), POLICY)));
  }

  private List<RuleCase> pck() {
    return List.of(
        warning(
            "pck.sgxType",
            "SGX type is 1, the policy accepts [2]",
            td(UnaryOperator.identity(), POLICY.with("pck", "{sgxTypes: [2]}"))),
        flag("pck.dynamicPlatform", "dynamicPlatform", true, false, false),
        flag("pck.cachedKeys", "cachedKeys", false, true, false),
        flag("pck.smt", "smt", false, false, true),
        unknown(
            "pck.smt",
            "The PCK certificate does not say",
            td(UnaryOperator.identity(), POLICY.with("pck", "{smt: false}"))));
  }

  private RuleCase flag(String code, String key, boolean... flags) {
    return warning(
        code,
        "The PCK certificate says true, the policy needs false",
        td(
            d -> d.extension(e -> e.configuration(flags)),
            POLICY.with("pck", "{%s: false}".formatted(key))));
  }

  private List<RuleCase> tdx() {
    return List.of(
        contraindicated(
            "debug.enabled", "launch without DEBUG", td(d -> d.quote(q -> q.body(120, "01")))),
        contraindicated(
            "tdx.septVeDisable",
            "set it at launch",
            td(d -> d.quote(q -> q.body(120, "00000000")))),
        contraindicated(
            "tdx.migratable", "launch without it", td(d -> d.quote(q -> q.body(120, "00000030")))),
        contraindicated(
            "tdx.serviceTd", "the policy names []", td(d -> d.quote(q -> q.body(600, "01")))),
        warning(
            "tdx.attributes",
            "TDATTRIBUTES has bit 30 clear, needs it set",
            asking("attributeBits: {required: [30], forbidden: [31]}")),
        warning(
            "tdx.xfam",
            "XFAM has bit 1 set, needs it clear",
            td(
                d -> d.quote(q -> q.body(128, "03")),
                POLICY.with("tdx", "{xfamBits: {required: [0], forbidden: [1]}}"))));
  }

  private List<RuleCase> tdxValues() {
    return List.of(
        contraindicated("tdx.mrSeam", "MRSEAM is 0x00", asking("mrSeams: [" + ONES + "]")),
        contraindicated(
            "tdx.mrSignerSeam", "MRSIGNERSEAM is 0x00", asking("mrSignerSeams: [" + ONES + "]")),
        contraindicated(
            "tdx.mrConfigId", "MRCONFIGID is 0x00", asking("mrConfigIds: [" + ONES + "]")),
        contraindicated("tdx.mrOwner", "MROWNER is 0x00", asking("mrOwners: [" + ONES + "]")),
        contraindicated(
            "tdx.mrOwnerConfig", "MROWNERCONFIG is 0x00", asking("mrOwnerConfigs: [" + ONES + "]")),
        contraindicated(
            "measurement.unknown",
            "RTMR2 is 0x00",
            td(
                UnaryOperator.identity(),
                POLICY.with("measurements", "{mrtd: [%s], rtmr2: [%s]}".formatted(ZEROES, ONES)))),
        unknown(
            "measurement.unnamed",
            "names no measurement of TDX",
            td(UnaryOperator.identity(), POLICY.with("measurements", "{}"))));
  }

  private List<RuleCase> sgx() {
    return List.of(
        contraindicated(
            "debug.enabled", "launch without DEBUG", sgx(d -> d.quote(q -> q.body(48, "07")), "")),
        warning(
            "sgx.attributes",
            "ATTRIBUTES has bit 4 set, needs it clear",
            sgx(
                d -> d.quote(q -> q.body(48, "15")),
                "attributeBits: {required: [0, 2], forbidden: [4]}")),
        warning(
            "sgx.xfrm",
            "XFRM has bit 9 clear, needs it set",
            sgx(
                d -> d.quote(q -> q.body(56, "03")),
                "xfrmBits: {required: [0, 1, 9], forbidden: [2]}")),
        contraindicated(
            "sgx.configId",
            "CONFIGID is 0x00",
            sgx(UnaryOperator.identity(), "configIds: [\"0x" + "11".repeat(64) + "\"]")),
        warning(
            "sgx.isvSvn",
            "ISVSVN is 3, the policy needs 4",
            sgx(d -> d.quote(q -> q.body(258, "0300")), "minimumIsvSvn: 4")),
        contraindicated(
            "measurement.unknown",
            "MRENCLAVE is 0x01",
            sgx(d -> d.quote(q -> q.body(64, "01")), "")));
  }

  private static SyntheticDcap hardening(SyntheticDcap draft) {
    return draft.tcbInfo(info ->
        ((ObjectNode) info.at("/tcbLevels/0"))
            .put("tcbStatus", "SWHardeningNeeded")
            .withArray("advisoryIDs")
            .add("INTEL-SA-00009"));
  }

  /** As Intel wrote it until version 2: no id, components numbered in field names. */
  private static void deprecated(ObjectNode info) {
    info.put("version", 2).remove("id");
    for (int level = 0; level < 2; level++) {
      ObjectNode tcb = (ObjectNode) info.at("/tcbLevels/" + level + "/tcb");
      ArrayNode components = (ArrayNode) tcb.remove("sgxtcbcomponents");
      for (int i = 0; i < components.size(); i++) {
        tcb.put("sgxtcbcomp%02dsvn".formatted(i + 1), components.get(i).get("svn").asInt());
      }
    }
  }

  private Supplier<AttestationResult> asking(String tdx) {
    return td(UnaryOperator.identity(), POLICY.with("tdx", "{" + tdx + "}"));
  }

  private Supplier<AttestationResult> td(UnaryOperator<SyntheticDcap> change) {
    return td(change, POLICY);
  }

  private Supplier<AttestationResult> td(UnaryOperator<SyntheticDcap> change, PolicyText policy) {
    return () -> appraise(Body.TD_1_5, change, policy);
  }

  private Supplier<AttestationResult> sgx(UnaryOperator<SyntheticDcap> change, String sgx) {
    return () -> appraise(Body.SGX, change, POLICY.with("sgx", "{" + sgx + "}"));
  }

  private AttestationResult appraise(
      Body body, UnaryOperator<SyntheticDcap> change, PolicyText policy) {
    SyntheticDcap.Issued issued = change.apply(SyntheticDcap.of(pki, 5, body)).issue();
    VerifiedPlatform platform =
        verifier.verify(
            DcapQuote.parse(issued.quote().toByteArray()),
            new Collateral(issued.documents()),
            IntelPki.AT);
    return Appraiser.appraise(platform, policy.named(), IntelPki.AT);
  }
}
