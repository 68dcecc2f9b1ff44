// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-5: whatever differs from what the relying party knows is named, and never affirmed. */
class AppraiserTest {
  private static final Bytes32 SEALING_KEY = Keccak.hash();
  private static final EnclaveBinding BINDING = DevelopmentScene.binding(SEALING_KEY);
  private static final ExpectedBinding EXPECTED = DevelopmentScene.expected();

  private final DevelopmentScene scene;

  AppraiserTest(@TempDir Path folder) {
    scene = new DevelopmentScene(folder.resolve("development"));
  }

  @Test
  void evidenceThatIsAllThatThePolicyAsksForIsAffirmed() {
    Appraisal appraisal = appraise(EXPECTED, DevelopmentScene.NOW);
    assertThat(appraisal.reasons()).isEmpty();
    assertThat(appraisal.affirmation()).isEqualTo(Affirmation.AFFIRMING);
    AffirmedEvidence affirmed = appraisal.affirmed().orElseThrow();
    assertThat(affirmed.signer()).isEqualTo(DevelopmentScene.ENCLAVE.address());
    assertThat(affirmed.sealingKey()).isEqualTo(SEALING_KEY);
    assertThat(affirmed.nodeId()).isEqualTo(BINDING.nodeId());
    assertThat(affirmed.tcbStatus()).isEqualTo(TcbStatus.UP_TO_DATE);
    assertThat(affirmed.programs()).containsExactly(DevelopmentScene.PROGRAM);
  }

  @Test
  void evidenceOfAnotherNodeIsContraindicated() {
    refused(expecting(new NodeId(2), EXPECTED.operator()), "binding.nodeId");
  }

  @Test
  void evidenceOfAnotherOperatorIsContraindicated() {
    refused(expecting(EXPECTED.nodeId(), Address.ZERO), "binding.operator");
  }

  @Test
  void evidenceForAnotherPolicyNumberIsContraindicated() {
    ExpectedBinding other =
        new ExpectedBinding(
            EXPECTED.registry(),
            EXPECTED.nodeId(),
            EXPECTED.operator(),
            new PolicyId(2),
            EXPECTED.challenge());
    refused(other, "binding.policy");
  }

  @Test
  void evidenceUnderAnotherRegistryIsContraindicated() {
    ExpectedBinding other =
        new ExpectedBinding(
            Domain.registry(1, Address.ZERO),
            EXPECTED.nodeId(),
            EXPECTED.operator(),
            EXPECTED.policy(),
            EXPECTED.challenge());
    refused(other, "binding.reportData");
  }

  @Test
  void aChallengeThatIsNotOnTheRelyingPartysChainIsContraindicated() {
    refused(
        challenged(new Challenge(BINDING.challengeBlock(), Bytes32.ZERO, DevelopmentScene.NOW)),
        "binding.challengeHash");
    refused(
        challenged(new Challenge(1, BINDING.challengeHash(), DevelopmentScene.NOW)),
        "binding.challengeBlock");
  }

  /** E-6. */
  @Test
  void evidenceOlderThanThePolicyAllowsIsAWarning() {
    Instant challenge = EXPECTED.challenge().time();
    assertThat(appraise(EXPECTED, challenge.plusSeconds(600)).affirmed()).isPresent();
    Appraisal late = appraise(EXPECTED, challenge.plusSeconds(601));
    assertThat(late.affirmation()).isEqualTo(Affirmation.WARNING);
    assertThat(late.reasons())
        .containsExactly(
            new Reason(
                "evidence.stale",
                "Evidence is 601 seconds old, the policy accepts 600: make new evidence.",
                Affirmation.WARNING));
    assertThat(late.affirmed()).isEmpty();
  }

  /** E-6. */
  @Test
  void evidenceFromTheFutureIsContraindicated() {
    Appraisal early = appraise(EXPECTED, EXPECTED.challenge().time().minusSeconds(61));
    assertThat(early.reasons()).extracting(Reason::code).containsExactly("evidence.future");
  }

  @Test
  void aSealingKeyThatTheBindingDoesNotNameIsContraindicated() {
    EvidencePackage swapped =
        new EvidencePackage(
            "tdx",
            scene.evidence(BINDING, SEALING_KEY).evidence(),
            BINDING,
            Bytes32.ZERO,
            List.of());
    VerifiedEvidence verified =
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral()))
            .verify(swapped, scene.collateral(), DevelopmentScene.NOW);
    Appraisal appraisal =
        Appraiser.appraise(verified, scene.policy(), EXPECTED, DevelopmentScene.NOW);
    assertThat(appraisal.reasons()).extracting(Reason::code).containsExactly("binding.sealingKey");
  }

  @Test
  void aBindingThatTheReportDataDoesNotCarryIsContraindicated() {
    EnclaveBinding transplanted =
        new EnclaveBinding(
            BINDING.nodeId(),
            BINDING.operator(),
            Address.ZERO,
            BINDING.sealingKeyHash(),
            BINDING.policy(),
            BINDING.programsHash(),
            BINDING.challengeBlock(),
            BINDING.challengeHash());
    EvidencePackage evidence = EvidencePackage.tdx(scene.quote(BINDING), transplanted, SEALING_KEY);
    VerifiedEvidence verified =
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral()))
            .verify(evidence, scene.collateral(), DevelopmentScene.NOW);
    assertThat(
            Appraiser.appraise(verified, scene.policy(), EXPECTED, DevelopmentScene.NOW).reasons())
        .extracting(Reason::code)
        .containsExactly("binding.reportData");
  }

  @Test
  void codeThatThePolicyDoesNotNameIsContraindicated() {
    refusedBy(
        yaml -> yaml.replace("0x" + "00".repeat(48), "0x" + "11".repeat(48)),
        "measurement.unknown");
  }

  @Test
  void aStatusThatThePolicyDoesNotAcceptIsAWarning() {
    PolicyDocument policy = policy(yaml -> yaml.replace("[UpToDate]", "[OutOfDate]"));
    Appraisal appraisal =
        Appraiser.appraise(
            scene.verified(BINDING, SEALING_KEY), policy, EXPECTED, DevelopmentScene.NOW);
    assertThat(appraisal.reasons()).extracting(Reason::code).containsExactly("tcb.status");
    assertThat(appraisal.affirmation()).isEqualTo(Affirmation.WARNING);
  }

  @Test
  void programsThatThePolicyDoesNotNameAreContraindicated() {
    refusedBy(
        yaml -> yaml.replace(DevelopmentScene.PROGRAM.toString(), Bytes32.ZERO.toString()),
        "binding.programsHash");
  }

  /** E-4: no policy for hardware ever accepts a development root. */
  @Test
  void aPolicyForHardwareRefusesDevelopmentEvidence() {
    PolicyDocument hardware =
        policy(yaml ->
            yaml.replaceAll("anchors: .*", "anchors: {}").replace("[DEVELOPMENT]", "[TDX]"));
    Appraisal appraisal =
        Appraiser.appraise(
            scene.verified(BINDING, SEALING_KEY), hardware, EXPECTED, DevelopmentScene.NOW);
    assertThat(appraisal.reasons())
        .extracting(Reason::code)
        .containsExactly("anchor.unknown", "tee.refused");
    assertThat(appraisal.affirmed()).isEmpty();
  }

  private void refused(ExpectedBinding expected, String code) {
    Appraisal appraisal = appraise(expected, DevelopmentScene.NOW);
    assertThat(appraisal.reasons()).extracting(Reason::code).contains(code);
    assertThat(appraisal.affirmation()).isEqualTo(Affirmation.CONTRAINDICATED);
    assertThat(appraisal.affirmed()).isEmpty();
  }

  private void refusedBy(UnaryOperator<String> change, String code) {
    Appraisal appraisal =
        Appraiser.appraise(
            scene.verified(BINDING, SEALING_KEY), policy(change), EXPECTED, DevelopmentScene.NOW);
    assertThat(appraisal.reasons()).extracting(Reason::code).containsExactly(code);
    assertThat(appraisal.affirmation()).isEqualTo(Affirmation.CONTRAINDICATED);
  }

  private Appraisal appraise(ExpectedBinding expected, Instant at) {
    return Appraiser.appraise(scene.verified(BINDING, SEALING_KEY), scene.policy(), expected, at);
  }

  private PolicyDocument policy(UnaryOperator<String> change) {
    String changed = change.apply(scene.policyYaml());
    assertThat(changed).isNotEqualTo(scene.policyYaml());
    return PolicyDocument.parse(changed.getBytes(StandardCharsets.UTF_8));
  }

  private static ExpectedBinding expecting(NodeId nodeId, Address operator) {
    return new ExpectedBinding(
        EXPECTED.registry(), nodeId, operator, EXPECTED.policy(), EXPECTED.challenge());
  }

  private static ExpectedBinding challenged(Challenge challenge) {
    return new ExpectedBinding(
        EXPECTED.registry(), EXPECTED.nodeId(), EXPECTED.operator(), EXPECTED.policy(), challenge);
  }
}
