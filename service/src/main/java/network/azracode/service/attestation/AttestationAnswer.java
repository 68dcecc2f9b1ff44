// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What the service answers to evidence; the same evidence always gets the same answer.
 *
 * @param verdict present if and only if the appraisal affirms
 */
public record AttestationAnswer(
    Bytes32 evidenceHash,
    Affirmation affirmation,
    List<ReasonGiven> reasons,
    Optional<QuorumVerdict> verdict) {

  /**
   * Why an appraisal does not affirm.
   *
   * @param code stable, such as {@code measurement.unknown}
   */
  public record ReasonGiven(String code, String sentence) {}
}
