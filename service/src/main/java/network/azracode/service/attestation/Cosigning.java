// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Verdict;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * The other side of a quorum: takes what another attestor proposes, appraises the evidence under
 * its own policy file, collateral and ledger, and signs only what it would say itself.
 */
@Component
public class Cosigning {
  private final PeerGate gate;
  private final Peers peers;
  private final EvidenceStore evidence;
  private final Submissions submissions;
  private final EvidenceAppraisal appraisal;
  private final CosignBook book;

  Cosigning(
      PeerGate gate,
      Peers peers,
      EvidenceStore evidence,
      Submissions submissions,
      EvidenceAppraisal appraisal,
      CosignBook book) {
    this.gate = gate;
    this.peers = peers;
    this.evidence = evidence;
    this.submissions = submissions;
    this.appraisal = appraisal;
    this.book = book;
  }

  /**
   * @param body {@link CosignRequest} in JSON, as received
   * @throws AzraException {@code peer.*}, {@code cosign.*}, or what an operator would be refused
   *     with; nothing is kept then
   */
  public CompactSignature cosign(PeerSignature asking, byte[] body) {
    return gate.admit(CosignRequest.PATH, asking, body, () -> cosign(asking.from(), request(body)));
  }

  private CompactSignature cosign(Address proposer, CosignRequest request) {
    return book.signedBefore(request.verdict()).orElseGet(() -> appraise(proposer, request));
  }

  private CompactSignature appraise(Address proposer, CosignRequest request) {
    Verdict verdict = request.verdict();
    SignedSubmission submission = submission(proposer, request);
    Circumstances circumstances =
        book.isShortening(verdict)
            ? appraisal.circumstancesAgain(submission)
            : appraisal.circumstances(submission);
    return book.keep(circumstances, appraisal.appraise(circumstances), verdict, proposer);
  }

  /** The bytes that are hashed here are the ones that are appraised and kept. */
  private SignedSubmission submission(Address proposer, CosignRequest request) {
    Verdict verdict = request.verdict();
    byte[] found =
        evidence
            .find(verdict.evidenceHash())
            .orElseGet(() -> peers.evidence(proposer, verdict.evidenceHash()));
    var signature = new OperatorSignature(request.operatorSignature(), request.expiresAt());
    return submissions.acceptFromPeer(verdict.nodeId(), found, signature);
  }

  private static CosignRequest request(byte[] body) {
    try {
      return Json.MAPPER.readValue(body, CosignRequest.class);
    } catch (JacksonException e) {
      throw new AzraException(
          "request.malformed", "expected verdict, operatorSignature and expiresAt in JSON");
    }
  }
}
