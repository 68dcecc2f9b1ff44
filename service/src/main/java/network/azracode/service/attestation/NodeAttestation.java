// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;

/**
 * How a node's attestation stands, and what its operator has to look after. Times are unix seconds.
 *
 * @param appraisal the last one made here of the evidence on chain
 * @param notices soonest first
 */
public record NodeAttestation(Optional<LatestAppraisal> appraisal, List<Notice> notices) {
  public NodeAttestation {
    notices = List.copyOf(notices);
  }

  /**
   * An appraisal and what it rested on.
   *
   * @param appraisedAt time of the head block then
   */
  public record LatestAppraisal(
      Bytes32 evidenceHash,
      Affirmation affirmation,
      long appraisedAt,
      Bytes32 policyDigest,
      Bytes32 collateralDigest,
      List<ReasonGiven> reasons) {}

  /**
   * Something that ends, or has gone wrong.
   *
   * @param code stable: {@code verdict.expires}, {@code verdict.expired}, {@code
   *     collateral.expires}, {@code tcb.recovery}, {@code policy.retires}, {@code
   *     appraisal.not-affirming}, or that of a fault, such as {@code fault.debug}
   * @param at when
   * @param sentence for the operator
   */
  public record Notice(String code, long at, String sentence) {}
}
