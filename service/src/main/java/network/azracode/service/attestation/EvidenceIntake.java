// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.attestation.AnswerBook.Recorded;
import org.springframework.stereotype.Component;

/**
 * From an operator's bytes to an answer, in steps of which each needs what the one before made:
 * signed for and about this node, with a fresh challenge under a policy in force, appraised,
 * recorded, and signed by as many attestors as the registry asks for.
 */
@Component
public class EvidenceIntake {
  private final Submissions submissions;
  private final EvidenceAppraisal appraisal;
  private final AnswerBook answers;
  private final Quorum quorum;

  EvidenceIntake(
      Submissions submissions, EvidenceAppraisal appraisal, AnswerBook answers, Quorum quorum) {
    this.submissions = submissions;
    this.appraisal = appraisal;
    this.answers = answers;
    this.quorum = quorum;
  }

  /**
   * @param asReceived the package, byte by byte
   * @throws AzraException when there is nothing to answer; nothing is kept then, but for {@code
   *     quorum.incomplete}, after which the same evidence can be sent again
   */
  public AttestationAnswer submit(NodeId nodeId, byte[] asReceived, OperatorSignature signature) {
    SignedSubmission submission = submissions.accept(nodeId, asReceived, signature);
    return answers.find(submission.evidenceHash()).orElseGet(() -> appraise(submission));
  }

  private AttestationAnswer appraise(SignedSubmission submission) {
    Circumstances circumstances = appraisal.circumstances(submission);
    return switch (answers.keep(circumstances, appraisal.appraise(circumstances))) {
      case Recorded.Answered(AttestationAnswer answer) -> answer;
      case Recorded.Proposed(Proposal proposal) -> {
        quorum.gather(proposal);
        yield answers.find(submission.evidenceHash()).orElseThrow();
      }
    };
  }
}
