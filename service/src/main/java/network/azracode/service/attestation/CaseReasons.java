// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;

/**
 * Why a key stands accused, as this attestor knows it: what the hash on chain is the digest of.
 *
 * @param evidence digest of the package behind a judged case, to be fetched and verified again
 * @param submissionExpiresAt of the EvidenceSubmission whose digest the case names, unix seconds
 * @param operatorSignature under that submission
 * @param receiptHashes of both receipts behind a proven case
 */
public record CaseReasons(
    List<ReasonGiven> reasons,
    Optional<Bytes32> evidence,
    Optional<Long> submissionExpiresAt,
    Optional<Octets> operatorSignature,
    List<Bytes32> receiptHashes) {
  public static final CaseReasons UNKNOWN =
      new CaseReasons(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  static CaseReasons judged(
      Bytes32 evidence, String code, String sentence, OperatorSignature submission) {
    return new CaseReasons(
        List.of(new ReasonGiven(code, sentence)),
        Optional.of(evidence),
        Optional.of(submission.expiresAt()),
        Optional.of(submission.signature()),
        List.of());
  }
}
