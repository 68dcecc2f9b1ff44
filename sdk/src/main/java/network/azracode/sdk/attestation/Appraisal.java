// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * What a policy makes of a node's enclave: of its platform, its code, and the keys it binds. Only
 * {@link Appraiser} makes one.
 */
public final class Appraisal implements AttestationResult {
  private final VerifiedEvidence evidence;
  private final PolicyDocument policy;
  private final List<Reason> reasons;

  Appraisal(VerifiedEvidence evidence, PolicyDocument policy, List<Reason> reasons) {
    this.evidence = evidence;
    this.policy = policy;
    this.reasons = List.copyOf(reasons);
  }

  @Override
  public VerifiedPlatform platform() {
    return evidence.platform();
  }

  @Override
  public PlatformPolicy policy() {
    return policy.platform();
  }

  @Override
  public Bytes32 policyDigest() {
    return policy.digest();
  }

  @Override
  public List<Reason> reasons() {
    return reasons;
  }

  public Bytes32 evidenceHash() {
    return evidence.evidenceHash();
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
