// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.evidence.DcapQuote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * E-85: a platform may be out of date for a while, counted from its part that is furthest behind.
 */
class GracePeriodTest {
  private static final IntelPki PKI = new IntelPki();
  private static final Instant OLDEST = IntelPki.AT.minusSeconds(100);
  private static final Instant YOUNGER = IntelPki.AT.minusSeconds(50);
  private static final PolicyText POLICY =
      PolicyText.naming("{mrtd: [\"0x" + "00".repeat(48) + "\"]}")
          .with("tcb", "{graceSeconds: 100}");

  private final EvidenceVerifier verifier =
      new EvidenceVerifier(
          new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, PKI.rootKey()))));

  /** What can be behind, and where the levels of each stand. */
  private enum Part {
    PLATFORM,
    MODULE,
    QUOTING_ENCLAVE;

    SyntheticDcap behind(SyntheticDcap draft) {
      return switch (this) {
        case PLATFORM -> draft.extension(e -> e.pceSvn(10));
        case MODULE -> draft.quote(q -> q.body(0, "05"));
        case QUOTING_ENCLAVE -> draft.quote(q -> q.quotingEnclaveSvn(6));
      };
    }

    SyntheticDcap dated(SyntheticDcap draft, Instant date) {
      return switch (this) {
        case PLATFORM -> draft.tcbInfo(json -> date(json, "/tcbLevels", date));
        case MODULE -> draft.tcbInfo(json -> date(json, "/tdxModuleIdentities/0/tcbLevels", date));
        case QUOTING_ENCLAVE -> draft.qeIdentity(json -> date(json, "/tcbLevels", date));
      };
    }

    private static void date(ObjectNode json, String levels, Instant date) {
      json.at(levels).forEach(level -> ((ObjectNode) level).put("tcbDate", date.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void graceEndsByThePartThatIsFurthestBehind(Part oldest) {
    VerifiedPlatform platform = verify(oldest.behind(dated(oldest)));
    assertThat(codes(platform, POLICY, IntelPki.AT)).isEmpty();
    assertThat(codes(platform, POLICY, IntelPki.AT.plusSeconds(1))).contains("tcb.status");
  }

  /** A part that is up to date can be dated longest ago all the same. */
  @Test
  void theDateThatCountsMayBeAnotherPartsThanTheOneThatIsBehind() {
    VerifiedPlatform platform = verify(Part.PLATFORM.behind(dated(Part.QUOTING_ENCLAVE)));
    assertThat(codes(platform, POLICY, IntelPki.AT)).isEmpty();
    assertThat(codes(platform, POLICY, IntelPki.AT.plusSeconds(1))).contains("tcb.status");
  }

  @Test
  void whoGrantsNoGraceAcceptsNothingThatIsBehind() {
    VerifiedPlatform platform = verify(Part.PLATFORM.behind(dated(Part.PLATFORM)));
    assertThat(codes(platform, POLICY.with("tcb", "{graceSeconds: 99}"), IntelPki.AT))
        .contains("tcb.status");
    assertThat(codes(platform, POLICY.with("tcb", "{}"), IntelPki.AT)).contains("tcb.status");
  }

  /** What else a status says stays: only being behind is forgiven. */
  @Test
  void graceForgivesNothingButTheDate() {
    UnaryOperator<SyntheticDcap> configuration =
        d ->
            d.tcbInfo(json ->
                ((ObjectNode) json.at("/tcbLevels/0")).put("tcbStatus", "ConfigurationNeeded"));
    VerifiedPlatform platform =
        verify(configuration.apply(Part.QUOTING_ENCLAVE.behind(dated(Part.PLATFORM))));
    assertThat(codes(platform, POLICY, IntelPki.AT)).contains("tcb.status");
    assertThat(
            codes(
                platform, POLICY.with("statuses", "[UpToDate, ConfigurationNeeded]"), IntelPki.AT))
        .isEmpty();
  }

  @Test
  void whatIsRevokedHasNoGrace() {
    VerifiedPlatform platform = verify(dated(Part.PLATFORM).quote(q -> q.quotingEnclaveSvn(4)));
    assertThat(codes(platform, POLICY, IntelPki.AT)).contains("tcb.status");
  }

  private static SyntheticDcap dated(Part oldest) {
    SyntheticDcap draft = SyntheticDcap.of(PKI, 4, Body.TD);
    for (Part part : Part.values()) {
      part.dated(draft, part == oldest ? OLDEST : YOUNGER);
    }
    return draft;
  }

  private VerifiedPlatform verify(SyntheticDcap draft) {
    SyntheticDcap.Issued issued = draft.issue();
    return verifier.verify(
        DcapQuote.parse(issued.quote().toByteArray()),
        new Collateral(issued.documents()),
        IntelPki.AT);
  }

  private static List<String> codes(VerifiedPlatform platform, PolicyText policy, Instant at) {
    return Appraiser.appraise(platform, policy.named(), at).reasons().stream()
        .map(Reason::code)
        .toList();
  }
}
