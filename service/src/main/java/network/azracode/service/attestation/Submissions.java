// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import org.springframework.stereotype.Component;

/**
 * Who hands this in, and for which node? Nothing is parsed before the ledger's operator has signed
 * for it, and nothing is kept that speaks of another node: else anybody could have an answer on
 * record for somebody else's evidence before they ask.
 */
@Component
class Submissions {
  static final int MAX_PACKAGE_BYTES = 65_536;

  private final Operators operators;
  private final Domain registry;

  Submissions(Operators operators, Deployment deployment) {
    this.operators = operators;
    this.registry = deployment.registryDomain();
  }

  /**
   * @throws AzraException {@code evidence.size}, {@code node.unknown}, {@code submission.expired},
   *     {@code submission.signature}, {@code evidence.malformed} or {@code submission.foreign}
   */
  SignedSubmission accept(NodeId nodeId, byte[] asReceived, OperatorSignature signature) {
    requireSize(asReceived);
    Operators.Operator operator = operators.of(nodeId);
    requireUnexpired(signature.expiresAt(), operator.headTime());
    return signed(nodeId, asReceived, signature, operator, operator.headTime());
  }

  /**
   * What another attestor received in time: its expiry bounds when it can have been.
   *
   * @throws AzraException as {@link #accept}, but for {@code submission.expired}
   */
  SignedSubmission acceptFromPeer(NodeId nodeId, byte[] asReceived, OperatorSignature signature) {
    requireSize(asReceived);
    Operators.Operator operator = operators.of(nodeId);
    long receivedAt = Math.min(operator.headTime(), signature.expiresAt());
    return signed(nodeId, asReceived, signature, operator, receivedAt);
  }

  /**
   * What somebody signed for while they operated the node, whoever does now: selling a node sells
   * no fault.
   *
   * @throws AzraException as {@link #accept}, but for {@code submission.expired}
   */
  SignedSubmission acceptForCase(NodeId nodeId, byte[] asReceived, OperatorSignature signature) {
    requireSize(asReceived);
    long challenge = EvidencePackage.parse(asReceived).binding().challengeBlock();
    Operators.Operator operator = operators.at(nodeId, challenge);
    long receivedAt = Math.min(operator.headTime(), signature.expiresAt());
    return signed(nodeId, asReceived, signature, operator, receivedAt);
  }

  /** What is kept here was signed for when it came. */
  SignedSubmission again(KeptSubmission kept, byte[] asReceived) {
    EvidenceSubmission submission = kept.submission();
    return new SignedSubmission(
        submission.nodeId(),
        kept.operator(),
        submission.evidenceHash(),
        asReceived,
        EvidencePackage.parse(asReceived),
        new OperatorSignature(kept.signature(), submission.expiresAt()),
        submission.expiresAt());
  }

  private SignedSubmission signed(
      NodeId nodeId,
      byte[] asReceived,
      OperatorSignature signature,
      Operators.Operator operator,
      long receivedAt) {
    var submission = new EvidenceSubmission(nodeId, Keccak.hash(asReceived), signature.expiresAt());
    operators.requireSigned(
        operator,
        submission.digest(registry),
        signature.signature(),
        "EvidenceSubmission over " + submission.evidenceHash(),
        "submission.signature");
    EvidencePackage evidence = EvidencePackage.parse(asReceived);
    requireOwn("nodeId", nodeId, evidence.binding().nodeId());
    requireOwn("operator", operator.address(), evidence.binding().operator());
    return new SignedSubmission(
        nodeId,
        operator.address(),
        submission.evidenceHash(),
        asReceived,
        evidence,
        signature,
        receivedAt);
  }

  private static void requireSize(byte[] asReceived) {
    if (asReceived.length == 0 || asReceived.length > MAX_PACKAGE_BYTES) {
      throw new AzraException(
          "evidence.size",
          "evidence package: expected 1 to %d bytes, found %d"
              .formatted(MAX_PACKAGE_BYTES, asReceived.length));
    }
  }

  private static void requireOwn(String field, Object expected, Object found) {
    if (!found.equals(expected)) {
      throw new AzraException(
          "submission.foreign",
          "the binding's %s: expected %s, found %s".formatted(field, expected, found));
    }
  }

  private static void requireUnexpired(long expiresAt, long now) {
    if (expiresAt < now) {
      throw new AzraException(
          "submission.expired",
          "EvidenceSubmission: expected an expiry from %d on, the time of the head block, found %d"
              .formatted(now, expiresAt));
    }
  }
}
