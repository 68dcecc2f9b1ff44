// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.protocol.AzraException;

/**
 * What an appraisal came to.
 *
 * @param fault present where it does not affirm for something that no honest operator hands in
 */
record Outcome(
    Affirmation affirmation,
    List<Reason> reasons,
    Optional<AffirmedEvidence> affirmed,
    List<Deadline> deadlines,
    Optional<Fault> fault) {

  static Outcome of(Appraisal appraisal, PolicyDocument policy) {
    return new Outcome(
        appraisal.affirmation(),
        appraisal.reasons(),
        appraisal.affirmed(),
        Deadline.of(appraisal.platform(), policy),
        Optional.empty());
  }

  /** Not genuine is an outcome too, and is kept: the operator has signed for this evidence. */
  static Outcome notGenuine(AzraException why) {
    Reason reason =
        new Reason(why.code(), String.valueOf(why.getMessage()), Affirmation.CONTRAINDICATED);
    return new Outcome(
        Affirmation.CONTRAINDICATED,
        List.of(reason),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  Outcome with(Optional<Fault> found) {
    return new Outcome(affirmation, reasons, affirmed, deadlines, found);
  }
}
