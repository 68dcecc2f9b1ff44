// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Json;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * The other side of a condemnation: takes what another attestor states against a key, looks at the
 * evidence itself, under its own policy file and ledger, and signs only what it finds itself.
 */
@Component
public class CondemnCosigning {
  private final PeerGate gate;
  private final Peers peers;
  private final EvidenceStore evidence;
  private final Submissions submissions;
  private final EvidenceAppraisal appraisal;
  private final CondemnationBook book;
  private final CondemnMode mode;

  CondemnCosigning(
      PeerGate gate,
      Peers peers,
      EvidenceStore evidence,
      Submissions submissions,
      EvidenceAppraisal appraisal,
      CondemnationBook book,
      AttestationProperties properties) {
    this.gate = gate;
    this.peers = peers;
    this.evidence = evidence;
    this.submissions = submissions;
    this.appraisal = appraisal;
    this.book = book;
    this.mode = properties.condemn();
  }

  /**
   * @param body {@link CondemnRequest} in JSON, as received
   * @throws AzraException {@code peer.*}, {@code condemn.*}, or what keeps this attestor from
   *     finding anything; nothing is kept then
   */
  public CompactSignature cosign(PeerSignature asking, byte[] body) {
    return gate.admit(
        CondemnRequest.PATH, asking, body, () -> cosign(asking.from(), request(body)));
  }

  private CompactSignature cosign(Address proposer, CondemnRequest request) {
    if (mode == CondemnMode.REPORT) {
      throw new AzraException(
          "condemn.off", "expected azra.attestation.condemn to be send, found report");
    }
    return book.signedBefore(request.condemnation()).orElseGet(() -> look(proposer, request));
  }

  private CompactSignature look(Address proposer, CondemnRequest request) {
    byte[] found =
        evidence
            .find(request.evidenceHash())
            .orElseGet(() -> peers.evidence(proposer, request.evidenceHash()));
    SignedSubmission submission =
        submissions.acceptForCase(
            request.condemnation().nodeId(),
            found,
            new OperatorSignature(request.operatorSignature(), request.submissionExpiresAt()));
    Circumstances circumstances = appraisal.circumstancesOfCase(submission);
    return book.cosign(
        circumstances, appraisal.fault(circumstances), request.condemnation(), proposer);
  }

  private static CondemnRequest request(byte[] body) {
    try {
      return Json.MAPPER.readValue(body, CondemnRequest.class);
    } catch (JacksonException e) {
      throw new AzraException(
          "request.malformed",
          "expected condemnation, evidenceHash, operatorSignature and submissionExpiresAt in JSON");
    }
  }
}
