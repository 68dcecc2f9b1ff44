// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-63: what a policy asks of real platforms, and the code by which each rule says no. */
class PolicyRulesTest {
  private static final List<VectorCase> CASES = Vectors.all();
  private static final String ZEROES = "0x" + "00".repeat(48);

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "phala-uptodate | '' | ''",
        "phala-uptodate | tcb: {minimumEvaluationNumber: 17} | ''",
        "phala-uptodate | tcb: {minimumEvaluationNumber: 18} | tcb.evaluationNumber",
        "phala-uptodate | tees: [SGX] | tee.refused",
        "phala-uptodate | 'tees: [DEVELOPMENT]\nanchors: {development: \"0x%64\"}' | anchor.unknown,tee.refused",
        "phala-uptodate | 'measurements: {mrtd: [\"%zeroes\"]}' | measurement.unknown",
        "phala-uptodate | 'measurements: {mrtd: [\"%mrtd\"], rtmr3: [\"%ones\"]}' | measurement.unknown",
        "phala-uptodate | measurements: {} | measurement.unnamed",
        "v4-automata-gcp-outofdate | '' | tcb.status,tcb.*",
        "v4-automata-gcp-outofdate | tcb: {graceSeconds: 31622400} | tcb.status,tcb.*",
        "v4-automata-gcp-outofdate | statuses: [OutOfDate] | ''",
        "v4-azure-module-outofdate | statuses: [OutOfDate] | tdx.septVeDisable",
        "v4-azure-module-outofdate | 'statuses: [OutOfDate]\ntdx: {septVeDisable: false}' | ''",
        "v5-alibaba-uptodate-2025 | '' | tdx.serviceTd",
        "v5-alibaba-uptodate-2025 | 'tdx: {serviceTds: [\"%serviceTd\"]}' | ''",
        "v4-coco-debug-td | '' | debug.enabled",
        "v4-coco-debug-td | debug: true | ''",
        "v4-tappd-unsupported-tcb | '' | tcb.unsupported,tcb.*",
        "v3-automata-swhardening | 'statuses: [SWHardeningNeeded]' | ''",
        "v3-automata-swhardening | 'statuses: [SWHardeningNeeded]\ntcb: {refusedAdvisories: [INTEL-SA-00615]}' | tcb.advisory",
        "v3-automata-tcbinfo-v2 | 'statuses: [SWHardeningNeeded]' | tcb.deprecatedFormat",
        "v3-automata-swhardening | 'statuses: [SWHardeningNeeded]\nmeasurements: {signers: [{mrsigner: \"%mrsigner\", productId: 0, minimumSvn: 0}]}' | ''",
        "v3-automata-swhardening | 'statuses: [SWHardeningNeeded]\nmeasurements: {signers: [{mrsigner: \"%mrsigner\", productId: 0, minimumSvn: 1}]}' | measurement.unknown",
        "milan-v3-aws-vlek | %lenient | ''",
        "milan-v3-aws-vlek | 'snp: {vmpls: [1], committedIsCurrent: false, floorRequired: false}' | revocation.unchecked",
        "milan-v3-aws-vlek | 'revocation: ifPresent\nsnp: {committedIsCurrent: false, floorRequired: false}' | snp.vmpl",
        "milan-v3-aws-vlek | 'revocation: ifPresent\nsnp: {vmpls: [1], floorRequired: false}' | snp.uncommittedTcb",
        "milan-v3-aws-vlek | 'revocation: ifPresent\nsnp: {vmpls: [1], committedIsCurrent: false}' | tcb.floorUnnamed",
        "milan-v3-aws-vlek | '%lenient\n  floors: {Milan: {microcode: 217}}' | ''",
        "milan-v3-aws-vlek | '%lenient\n  floors: {Milan: {microcode: 218}}' | tcb.belowFloor",
        "milan-v3-aws-vlek | '%lenient\n  minimumGuestSvn: 1' | snp.guestSvn",
        "milan-v3-aws-vlek | '%lenient\n  policyBits: {required: [], forbidden: [16]}' | snp.policyBits",
        "milan-v3-aws-vlek | '%lenient\n  policyBits: {required: [16], forbidden: [20]}' | ''",
        "milan-v3-aws-vlek | '%lenient\n  platformInfoBits: {required: [3], forbidden: []}' | snp.platformInfo",
        "milan-v3-aws-vlek | '%lenient\n  hostData: [\"0x%64\"]' | ''",
        "genoa-v3-aci | '%aci\n  hostData: [\"0x%64\"]' | snp.hostData",
        "genoa-v3-aci | '%aci\n  idKeyDigests: [\"%zeroes\"]' | snp.idKey",
        "milan-v3-aws-vlek | '%lenient\n  authorKeyDigests: [\"%ones\"]' | snp.authorKey",
        "milan-v3-aws-vlek | '%lenient\nmeasurements: {snp: [\"%zeroes\"]}' | measurement.unknown",
        "base-indefinite-2026-01 | '' | ''",
        "base-indefinite-2026-01 | 'measurements: {pcrs: {1: [\"%zeroes\"]}}' | measurement.unknown",
        "base-indefinite-2026-01 | 'measurements: {pcrs: {20: [\"%zeroes\"]}}' | measurement.unknown",
        "base-indefinite-2026-01 | measurements: {} | measurement.unnamed",
      })
  void eachRuleSpeaksByItsOwnCode(String name, String changes, String codes) {
    VectorCase real =
        CASES.stream().filter(one -> one.name().endsWith(name)).findFirst().orElseThrow();
    NamedPolicy policy = NamedPolicy.parse(yaml(real, changes).getBytes(UTF_8));
    VerifiedPlatform platform =
        new EvidenceVerifier(TrustAnchors.vendors())
            .verify(EvidenceFormat.parse(real.evidence()), real.collateral(), real.verifyAt());
    List<String> found =
        Appraiser.appraise(platform, policy, real.verifyAt()).reasons().stream()
            .map(Reason::code)
            .filter(code -> !code.equals("binding.unknown"))
            .distinct()
            .toList();
    List<String> expected = codes.isEmpty() ? List.of() : List.of(codes.split(","));
    if (expected.contains("tcb.*")) {
      assertThat(found).contains(expected.getFirst()).allMatch(code -> code.startsWith("tcb."));
    } else {
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** A policy that names this very code, with some keys replaced. */
  private static String yaml(VectorCase real, String changes) {
    String changed =
        changes
            .replace("\\n", "\n")
            .replace("%lenient", LENIENT)
            .replace("%aci", ACI)
            .replace("%64", "00".repeat(32))
            .replace("%zeroes", ZEROES)
            .replace("%ones", "0x" + "11".repeat(48))
            .replace("%mrtd", body(real, "mrtd"))
            .replace("%mrsigner", body(real, "mrsigner"))
            .replace("%serviceTd", body(real, "mrservicetd"));
    StringBuilder yaml = new StringBuilder("name: test\nversion: 1\n");
    keep(yaml, changed, "tees", "[SGX, TDX, SEV_SNP, NITRO]");
    keep(yaml, changed, "statuses", "[UpToDate]");
    keep(yaml, changed, "anchors", "{}");
    keep(yaml, changed, "debug", "false");
    keep(yaml, changed, "measurements", measurements(real));
    keep(yaml, changed, "programs", "[\"0x" + "00".repeat(32) + "\"]");
    keep(yaml, changed, "maximumAgeSeconds", "600");
    return yaml.append(changed).append('\n').toString();
  }

  private static final String LENIENT =
      "revocation: ifPresent\nsnp:\n  vmpls: [1]\n  committedIsCurrent: false\n"
          + "  floorRequired: false";
  private static final String ACI =
      "revocation: ifPresent\nsnp:\n  floorRequired: false\n  committedIsCurrent: false";

  private static void keep(StringBuilder yaml, String changed, String key, String value) {
    if (!("\n" + changed).contains("\n" + key + ":")) {
      yaml.append(key).append(": ").append(value).append('\n');
    }
  }

  private static String measurements(VectorCase real) {
    if (real.expected().has("fields")) {
      String found = real.expected().get("fields").get("measurement").asString();
      return "{snp: [\"0x%s\"]}".formatted(found);
    }
    if (real.expected().has("document")) {
      String found = real.expected().get("document").get("pcrs").get("0").asString();
      return "{pcrs: {0: [\"0x%s\"]}}".formatted(found);
    }
    return real.expected().get("body").has("mrtd")
        ? "{mrtd: [\"%s\"]}".formatted(body(real, "mrtd"))
        : "{mrenclave: [\"%s\"]}".formatted(body(real, "mrenclave"));
  }

  private static String body(VectorCase real, String field) {
    return real.expected().has("body") && real.expected().get("body").has(field)
        ? "0x" + real.expected().get("body").get(field).asString()
        : ZEROES;
  }
}
