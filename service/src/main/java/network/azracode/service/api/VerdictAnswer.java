// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import java.util.List;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.attestation.AttestationAnswer;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
import network.azracode.service.attestation.QuorumVerdict;

/**
 * What {@code attest} of the registry takes: a verdict, and its signatures ascending by attestor.
 */
record VerdictAnswer(
    Bytes32 evidenceHash,
    AppraisalAnswer appraisal,
    Verdict verdict,
    List<CompactSignature> signatures) {

  record AppraisalAnswer(Affirmation affirmation, List<ReasonGiven> reasons) {}

  static VerdictAnswer of(AttestationAnswer answer, QuorumVerdict quorum) {
    return new VerdictAnswer(
        answer.evidenceHash(),
        new AppraisalAnswer(answer.affirmation(), answer.reasons()),
        quorum.verdict(),
        quorum.signatures());
  }
}
