// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/** The outcome of holding verified evidence against a policy; only {@link Appraiser} makes one. */
public final class Appraisal {
  private final VerifiedEvidence evidence;
  private final PolicyDocument policy;
  private final List<Reason> reasons;

  Appraisal(VerifiedEvidence evidence, PolicyDocument policy, List<Reason> reasons) {
    this.evidence = evidence;
    this.policy = policy;
    this.reasons = List.copyOf(reasons);
  }

  /** The worst of the reasons; affirming when there is none. */
  public Affirmation affirmation() {
    return reasons.stream()
        .map(Reason::worst)
        .max(Comparator.naturalOrder())
        .orElse(Affirmation.AFFIRMING);
  }

  /** What is short of the policy; empty if and only if affirming. */
  public List<Reason> reasons() {
    return reasons;
  }

  public Tee tee() {
    return evidence.platform().tee();
  }

  public TcbEvaluation tcb() {
    return evidence.platform().tcb();
  }

  public Bytes32 evidenceHash() {
    return evidence.evidenceHash();
  }

  public Bytes32 collateralDigest() {
    return evidence.platform().collateralDigest();
  }

  public Bytes32 policyDigest() {
    return policy.digest();
  }

  /** What may be sealed to and signed for, if this appraisal affirms. */
  public Optional<AffirmedEvidence> affirmed() {
    if (affirmation() != Affirmation.AFFIRMING) {
      return Optional.empty();
    }
    return tcbStatus().map(status -> new AffirmedEvidence(evidence, status, policy));
  }

  /** What a verdict calls it; empty where the platform's TCB is not known to be any good. */
  private Optional<TcbStatus> tcbStatus() {
    return switch (tcb()) {
      case TcbEvaluation.Evaluated evaluated -> Optional.of(evaluated.status());
      case TcbEvaluation.LeftToPolicy() -> Optional.of(TcbStatus.FLOOR_MET);
      case TcbEvaluation.Unsupported _ -> Optional.empty();
    };
  }
}
