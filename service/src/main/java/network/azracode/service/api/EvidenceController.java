// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.api.web.ProblemAnswer;
import network.azracode.service.attestation.AttestationAnswer;
import network.azracode.service.attestation.Challenges;
import network.azracode.service.attestation.EvidenceIntake;
import network.azracode.service.attestation.EvidenceStore;
import network.azracode.service.attestation.KeptSubmission;
import network.azracode.service.attestation.OperatorSignature;
import network.azracode.service.attestation.QuorumIncomplete;
import network.azracode.service.chain.spi.AsOf;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Evidence in, verdicts out; and the evidence again, for whoever wants to verify it themselves. */
@RestController
@Tag(name = "attestation")
class EvidenceController {
  static final String CBOR = "application/cbor";

  private final Challenges challenges;
  private final EvidenceIntake intake;
  private final EvidenceStore evidence;
  private final Deployment deployment;

  EvidenceController(
      Challenges challenges, EvidenceIntake intake, EvidenceStore evidence, Deployment deployment) {
    this.challenges = challenges;
    this.intake = intake;
    this.evidence = evidence;
    this.deployment = deployment;
  }

  /** A final block to be bound into evidence now; {@code time} in unix seconds. */
  record ChallengeAnswer(long block, Bytes32 hash, long time) {}

  /** The block that evidence is to bind now. */
  @GetMapping("/nodes/{nodeId}/challenge")
  ChallengeAnswer challenge(@PathVariable NodeId nodeId) {
    AsOf block = challenges.current();
    return new ChallengeAnswer(block.block(), block.hash(), block.time());
  }

  /**
   * Appraises a package under the policy that its binding names. The same package always gets the
   * same answer.
   *
   * @param signature the operator's, under EvidenceSubmission over the package's keccak256: of a
   *     key, or what an operator that is a contract takes (ERC-1271)
   * @param expiresAt of that submission, unix seconds
   */
  @PostMapping(path = "/nodes/{nodeId}/evidence", consumes = CBOR)
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @ApiResponse(
      responseCode = "422",
      description = "The appraisal does not affirm; `reasons` says what is short.",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Too few attestors signed; `reasons` says why each did not.",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemDetail.class)))
  ResponseEntity<?> submit(
      @PathVariable NodeId nodeId,
      @RequestHeader("Azra-Operator-Signature") String signature,
      @RequestHeader("Azra-Expires-At") long expiresAt,
      @RequestBody byte[] asReceived) {
    AttestationAnswer answer =
        intake.submit(nodeId, asReceived, new OperatorSignature(Octets.of(signature), expiresAt));
    return answer.verdict().isPresent()
        ? ResponseEntity.ok(VerdictAnswer.of(answer, answer.verdict().get()))
        : notAffirmed(answer);
  }

  /** An evidence package as it was received, for whoever wants to verify it again. */
  @GetMapping(path = "/evidence/{digest}", produces = CBOR)
  ResponseEntity<byte[]> evidence(@PathVariable Bytes32 digest) {
    byte[] found = evidence.find(digest).orElseThrow(() -> unknown(digest));
    return Immutable.of(digest, found);
  }

  /**
   * What the operator signed under a package; with it anyone can tell whose evidence it is.
   *
   * @param submissionDigest EIP-712 digest of {@code submission}, which a condemnation names
   */
  record SubmissionAnswer(
      NodeId nodeId,
      Address operator,
      Bytes32 evidenceHash,
      long expiresAt,
      Octets signature,
      Bytes32 submissionDigest) {}

  /** The operator's signature under an evidence package. */
  @GetMapping("/evidence/{digest}/submission")
  SubmissionAnswer submission(@PathVariable Bytes32 digest) {
    KeptSubmission kept = evidence.submission(digest).orElseThrow(() -> unknown(digest));
    return new SubmissionAnswer(
        kept.submission().nodeId(),
        kept.operator(),
        digest,
        kept.submission().expiresAt(),
        kept.signature(),
        kept.submission().digest(deployment.registryDomain()));
  }

  private static AzraException unknown(Bytes32 digest) {
    return new AzraException(
        "evidence.unknown",
        "expected an evidence package of digest %s, found none".formatted(digest));
  }

  private static ResponseEntity<ProblemDetail> notAffirmed(AttestationAnswer answer) {
    ProblemDetail problem =
        ProblemAnswer.detail(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "appraisal.not-affirming",
            "appraisal: expected AFFIRMING, found " + answer.affirmation());
    problem.setProperty("evidenceHash", answer.evidenceHash());
    problem.setProperty("affirmation", answer.affirmation());
    problem.setProperty("reasons", answer.reasons());
    return ResponseEntity.of(problem).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> quorumIncomplete(QuorumIncomplete incomplete) {
    ProblemDetail problem =
        ProblemAnswer.detail(
            HttpStatus.SERVICE_UNAVAILABLE, incomplete.code(), incomplete.getMessage());
    problem.setProperty("reasons", incomplete.reasons());
    return ResponseEntity.of(problem).build();
  }
}
