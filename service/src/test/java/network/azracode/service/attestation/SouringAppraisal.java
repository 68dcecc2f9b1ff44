// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.protocol.Deployment;

/**
 * The real appraisal, until the test says that this attestor's vendor has found the platform
 * wanting: development evidence has no vendor that could.
 */
final class SouringAppraisal extends EvidenceAppraisal {
  private final AtomicBoolean sour;

  SouringAppraisal(
      Challenges challenges,
      EffectivePolicies policies,
      Collaterals collaterals,
      Deployment deployment,
      AtomicBoolean sour) {
    super(challenges, policies, collaterals, deployment);
    this.sour = sour;
  }

  @Override
  Outcome appraise(Circumstances circumstances) {
    Outcome outcome = super.appraise(circumstances);
    if (!sour.get()) {
      return outcome;
    }
    Reason reason =
        new Reason(
            "tcb.status",
            "TCB status is OutOfDate, the policy accepts [UpToDate].",
            Affirmation.WARNING);
    return new Outcome(
        Affirmation.WARNING, List.of(reason), Optional.empty(), List.of(), Optional.empty());
  }
}
