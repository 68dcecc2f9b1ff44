// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.EvidenceVerifiers;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.attestation.FaultRules;
import network.azracode.sdk.attestation.VerifiedEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import org.springframework.stereotype.Component;

/** Gathers what an appraisal depends on, and has the sdk's classes appraise it. */
@Component
class EvidenceAppraisal {
  /** Codes that begin like this speak of forgery; all others of a bad request or of collateral. */
  private static final Set<String> NOT_GENUINE =
      Set.of("evidence.chain", "evidence.key", "evidence.signature");

  private final Challenges challenges;
  private final EffectivePolicies policies;
  private final Collaterals collaterals;
  private final Domain registry;
  private final EvidenceVerifiers verifiers = new EvidenceVerifiers();

  EvidenceAppraisal(
      Challenges challenges,
      EffectivePolicies policies,
      Collaterals collaterals,
      Deployment deployment) {
    this.challenges = challenges;
    this.policies = policies;
    this.collaterals = collaterals;
    this.registry = deployment.registryDomain();
  }

  /**
   * What a first appraisal depends on: the challenge must be young.
   *
   * @throws AzraException {@code challenge.*}, {@code policy.*} or {@code collateral.*}: whatever
   *     keeps an appraisal from being made at all
   */
  Circumstances circumstances(SignedSubmission submission) {
    return circumstances(submission, challenges.requireFresh(submission.evidence().binding()));
  }

  /**
   * What another look at evidence depends on that stands on chain.
   *
   * @throws AzraException as above
   */
  Circumstances circumstancesAgain(SignedSubmission submission) {
    return circumstances(submission, challenges.requireKnown(submission.evidence().binding()));
  }

  /**
   * What a case against its key depends on: whether the policy is still open is no matter then.
   *
   * @throws AzraException as above
   */
  Circumstances circumstancesOfCase(SignedSubmission submission) {
    EnclaveBinding binding = submission.evidence().binding();
    return circumstances(
        submission, challenges.requireKnown(binding), policies.everOf(binding.policy()));
  }

  private Circumstances circumstances(SignedSubmission submission, Challenges.Known block) {
    EffectivePolicy policy =
        policies.of(submission.evidence().binding().policy(), block.head().time());
    return circumstances(submission, block, policy);
  }

  private Circumstances circumstances(
      SignedSubmission submission, Challenges.Known block, EffectivePolicy policy) {
    Collateral collateral = collaterals.current(policy.document(), submission.evidence());
    return new Circumstances(submission, policy, collateral, block);
  }

  Outcome appraise(Circumstances circumstances) {
    Outcome outcome = judge(circumstances);
    return outcome.affirmed().isPresent() ? outcome : outcome.with(faultIfTold(circumstances));
  }

  /**
   * What no honest operator hands in, if this is it; the same for every attestor.
   *
   * @throws AzraException {@code evidence.*} or {@code collateral.*} where nobody can tell
   */
  Optional<Fault> fault(Circumstances of) {
    return new FaultRules(verifier(of), of.collateral(), of.policy().document(), registry)
        .find(of.submission().evidence(), Instant.ofEpochSecond(of.challenge().time()));
  }

  private Optional<Fault> faultIfTold(Circumstances of) {
    try {
      return fault(of);
    } catch (AzraException nobodyCanTell) {
      return Optional.empty();
    }
  }

  /** Over the anchors of the policy. */
  EvidenceVerifier verifier(Circumstances of) {
    return verifiers.under(of.policy().document().platform(), of.collateral());
  }

  private Outcome judge(Circumstances circumstances) {
    try {
      VerifiedEvidence verified =
          verifier(circumstances)
              .verify(
                  circumstances.submission().evidence(),
                  circumstances.collateral(),
                  circumstances.at());
      return Outcome.of(
          Appraiser.appraise(
              verified,
              circumstances.policy().document(),
              circumstances.expected(registry),
              circumstances.at()),
          circumstances.policy().document());
    } catch (AzraException refusal) {
      if (NOT_GENUINE.stream().anyMatch(refusal.code()::startsWith)) {
        return Outcome.notGenuine(refusal);
      }
      throw refusal;
    }
  }
}
