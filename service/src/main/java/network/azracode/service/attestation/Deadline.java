// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.TcbEvaluation;
import network.azracode.sdk.attestation.VerifiedPlatform;

/**
 * When an appraisal that affirms now will not any more.
 *
 * @param code {@code collateral.expires}, or {@code tcb.recovery}: the platform is out of date, and
 *     passes by the policy's grace until then
 * @param dueAt unix seconds
 */
record Deadline(String code, long dueAt) {
  static final String COLLATERAL_EXPIRES = "collateral.expires";
  static final String TCB_RECOVERY = "tcb.recovery";

  static List<Deadline> of(VerifiedPlatform platform, PolicyDocument policy) {
    List<Deadline> deadlines = new ArrayList<>();
    deadlines.add(new Deadline(COLLATERAL_EXPIRES, platform.expiresAt().getEpochSecond()));
    if (platform.tcb() instanceof TcbEvaluation.Evaluated tcb
        && !policy.statuses().contains(tcb.status())) {
      tcb.oldestTcbDate()
          .map(date -> date.plus(policy.platform().tcb().grace()))
          .ifPresent(due -> deadlines.add(new Deadline(TCB_RECOVERY, due.getEpochSecond())));
    }
    return List.copyOf(deadlines);
  }
}
