// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-80: under vendors of our own, each rule broken alone is named, said and counted. */
class EveryReasonTest {
  private static final Map<String, Affirmation> TIERS = ReasonCodesTest.tiers();
  private static final SnpRuleCases SNP = new SnpRuleCases();
  private static final DcapRuleCases DCAP = new DcapRuleCases();
  private static final NitroRuleCases NITRO = new NitroRuleCases();
  private static final BindingRuleCases OWN = new BindingRuleCases();
  private static final ForeignBindingCases FOREIGN = new ForeignBindingCases();

  static List<RuleCase> cases() {
    return Stream.of(SNP.all(), DCAP.all(), NITRO.all(), OWN.all(), FOREIGN.all())
        .flatMap(all -> all)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsShortIsNamedByItsCodeAndToldWithWhatMendsIt(RuleCase broken) {
    AttestationResult result = broken.result().get();
    assertThat(result.reasons().stream().map(Reason::code).distinct())
        .containsExactlyInAnyOrderElementsOf(broken.codes());
    assertThat(result.affirmation()).isEqualTo(broken.worst());
    assertThat(result.reasons()).allSatisfy(EveryReasonTest::hasItsTier);
    assertThat(result.reasons())
        .extracting(Reason::sentence)
        .anySatisfy(sentence -> assertThat(sentence).contains(broken.said()))
        .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    EarResultTest.requireTold(result);
  }

  /** As documented; what a PCK certificate does not say is unknown instead. */
  private static void hasItsTier(Reason reason) {
    boolean unsaid = reason.code().startsWith("pck.") && reason.worst() == Affirmation.NONE;
    assertThat(unsaid ? Affirmation.WARNING : reason.worst())
        .as(reason.code())
        .isEqualTo(TIERS.get(reason.code()));
  }

  @Test
  void whatIsRightInEverythingIsAffirmed() {
    assertThat(SNP.good().reasons()).isEmpty();
    assertThat(DCAP.good()).allSatisfy(result -> assertThat(result.reasons()).isEmpty());
    assertThat(NITRO.good().reasons()).isEmpty();
    assertThat(OWN.good().reasons()).isEmpty();
  }

  @Test
  void whatAPolicyNamesAndEvidenceHasIsAffirmed() {
    assertThat(SNP.named()).allSatisfy(result -> assertThat(result.reasons()).isEmpty());
    assertThat(DCAP.named()).allSatisfy(result -> assertThat(result.reasons()).isEmpty());
  }

  @Test
  void everyCodeThatIsDocumentedIsGivenByACase() {
    Set<String> given =
        cases().stream()
            .flatMap(broken -> broken.codes().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(given).isEqualTo(ReasonCodesTest.documented());
  }
}
