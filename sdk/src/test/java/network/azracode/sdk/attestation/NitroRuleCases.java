// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.attestation.RuleCase.contraindicated;
import static network.azracode.sdk.attestation.RuleCase.unknown;
import static network.azracode.sdk.attestation.RuleCase.warning;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.NitroForge;

/** Each rule for Nitro, broken alone, on documents of a vendor of our own. */
final class NitroRuleCases {
  private static final String REGISTERS =
      "{pcrs: {0: [\"0x%s\"], 3: [\"0x%s\"]}}".formatted("01".repeat(48), "04".repeat(48));
  private static final PolicyText POLICY =
      PolicyText.naming(REGISTERS).with("maximumAgeSeconds", "300");

  private final AwsVendor vendor = new AwsVendor();

  AttestationResult good() {
    return appraise(UnaryOperator.identity(), POLICY, AwsVendor.AT.plusSeconds(300));
  }

  Stream<RuleCase> all() {
    return Stream.of(
        contraindicated(
            "debug.enabled measurement.unknown",
            "launch without DEBUG",
            () -> appraise(NitroRuleCases::debug, POLICY, AwsVendor.AT)),
        contraindicated(
            "measurement.unknown",
            "PCR20 is absent",
            () -> appraise("{pcrs: {20: [\"0x%s\"]}}".formatted("01".repeat(48)))),
        unknown("measurement.unnamed", "names no measurement of Nitro", () -> appraise("{}")),
        warning(
            "evidence.stale",
            "301 seconds old, the policy accepts 300",
            () -> appraise(UnaryOperator.identity(), POLICY, AwsVendor.AT.plusSeconds(301))),
        contraindicated(
            "evidence.future",
            "61 seconds ahead of the relying party, 60 are accepted",
            () -> appraise(UnaryOperator.identity(), POLICY, AwsVendor.AT.minusSeconds(61))));
  }

  private static NitroForge debug(NitroForge document) {
    return document.with(
        "pcrs", CborBytes.map(CborBytes.unsigned(0), CborBytes.bytes(new byte[48])));
  }

  private AttestationResult appraise(String measurements) {
    return appraise(
        UnaryOperator.identity(), POLICY.with("measurements", measurements), AwsVendor.AT);
  }

  private AttestationResult appraise(
      UnaryOperator<NitroForge> change, PolicyText policy, Instant at) {
    VerifiedPlatform platform =
        new EvidenceVerifier(vendor.anchors())
            .verify(vendor.sign(change.apply(vendor.document())), Collateral.NONE, AwsVendor.AT);
    return Appraiser.appraise(platform, policy.named(), at);
  }
}
