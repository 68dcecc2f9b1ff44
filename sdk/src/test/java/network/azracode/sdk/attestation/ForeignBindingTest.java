// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.azracode.sdk.attestation.binding.DstackContent;
import network.azracode.sdk.attestation.binding.FlashtestationsAddress;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** E-81: other conventions bind just what they say, and nothing under them becomes a verdict. */
class ForeignBindingTest {
  private static final ForeignBindingCases CASES = new ForeignBindingCases();

  static List<ForeignBindingCases.Bound> bound() {
    return CASES.bound();
  }

  @ParameterizedTest
  @MethodSource("bound")
  void whatIsBoundAsTheProfileSaysIsAffirmed(ForeignBindingCases.Bound bound) {
    String profile = bound.expected().profile().label();
    assertThat(CASES.appraise(bound.reportData(), bound.expected(), profile).reasons()).isEmpty();
  }

  /** What is bound, and how, says nothing of where it runs. */
  @Test
  void aBindingOfAnotherProjectExcusesNothingOfThePlatform() {
    ForeignBindingCases.Bound bound = bound().getFirst();
    PolicyText otherCode =
        PolicyText.naming("{mrtd: [\"0x" + "11".repeat(48) + "\"]}")
            .with("binding", bound.expected().profile().label());
    AttestationResult result = CASES.appraise(bound.reportData(), bound.expected(), otherCode);
    assertThat(result.reasons()).extracting(Reason::code).containsExactly("measurement.unknown");
    assertThat(result.policyDigest()).isEqualTo(otherCode.named().digest());
  }

  /** Every byte, but those that Oasis leaves to the enclave where nobody knows the nonce. */
  @ParameterizedTest
  @MethodSource("bound")
  void noByteOfABindingMayBeAnother(ForeignBindingCases.Bound bound) {
    byte[] reportData = bound.reportData();
    int free = 0;
    for (int i = 0; i < reportData.length; i++) {
      byte[] forged = reportData.clone();
      forged[i] ^= (byte) (1 << i % 8);
      if (bound.expected().mismatches(Octets.of(forged)).isEmpty()) {
        free++;
      }
    }
    boolean nonceUnknown = bound.expected().toString().contains("nonce=Optional.empty");
    assertThat(free).isEqualTo(nonceUnknown ? 32 : 0);
  }

  /** The address registered one quote of this machine on a public chain. */
  @Test
  void aRealQuoteOfFlashtestationsBindsItsAddress() {
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v4-flashtestations-uptodate");
    VerifiedPlatform platform =
        new EvidenceVerifier(TrustAnchors.vendors())
            .verify(DcapQuote.parse(real.quote()), real.collateral(), real.verifyAt());
    Address address = Address.of("0x12c14e56d585dcf3b36f37476c00e78ba9363742");
    PolicyText policy =
        PolicyText.naming(
                "{mrtd: [\"0x%s\"]}".formatted(real.expected().at("/body/mrtd").asString()))
            .with("binding", "flashtestations");
    assertThat(
            Appraiser.appraise(
                    platform,
                    policy.named(),
                    new FlashtestationsAddress(address, Octets.EMPTY),
                    real.verifyAt())
                .reasons())
        .isEmpty();
    assertThat(
            Appraiser.appraise(
                    platform,
                    policy.named(),
                    new FlashtestationsAddress(address, Octets.of("0x00")),
                    real.verifyAt())
                .reasons())
        .extracting(Reason::code)
        .containsExactly("binding.extendedData");
  }

  /** A document is what verdicts and sealing ask for; none comes of such a policy. */
  @ParameterizedTest
  @EnumSource(names = "AZRACODE", mode = EnumSource.Mode.EXCLUDE)
  void aPolicyForAnotherProfileBecomesNoDocument(BindingProfile profile) {
    PolicyText policy =
        PolicyText.naming("{mrtd: [\"0x" + "00".repeat(48) + "\"]}")
            .with("tees", "[TDX]")
            .with("binding", profile.label());
    assertThat(policy.named().binding()).isEqualTo(profile);
    assertThatThrownBy(() -> PolicyDocument.parse(policy.yaml()))
        .hasMessage("policy: binding: expected azracode, found " + profile.label());
  }

  @Test
  void anAppraisalThatAsksForNoBindingSaysSo() {
    assertThat(new SnpRuleCases().good().notes()).containsExactly("binding: none");
  }

  @Test
  void aTagIsPartOfWhatDstackHashes() {
    ForeignBindingCases.Bound bound =
        bound().stream()
            .filter(each -> each.expected() instanceof DstackContent.Hashed)
            .findFirst()
            .orElseThrow();
    DstackContent.Hashed expected = (DstackContent.Hashed) bound.expected();
    for (String tag : List.of(DstackContent.RATLS_CERT, DstackContent.KMS_ROOT_CA)) {
      assertThat(
              new DstackContent.Hashed(tag, expected.content(), expected.hash())
                  .mismatches(Octets.of(bound.reportData())))
          .hasSize(1);
    }
  }

  @Test
  void moreThanReportDataHoldsIsNoRawContent() {
    assertThat(new DstackContent.Raw(Octets.of(new byte[64])).content().length()).isEqualTo(64);
    assertThatThrownBy(() -> new DstackContent.Raw(Octets.of(new byte[65])))
        .hasMessage("expected at most 64 bytes, found 65");
  }

  @Test
  void profilesAreToldApartByName() {
    assertThat(bound().stream().map(each -> each.expected().profile()).distinct())
        .containsExactly(
            BindingProfile.FLASHTESTATIONS,
            BindingProfile.DSTACK,
            BindingProfile.OASIS,
            BindingProfile.ADDRESS_AND_NONCE);
  }
}
