// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import org.springframework.stereotype.Component;

/** Who hands this in? Nothing is parsed or kept before the ledger's operator has signed for it. */
@Component
class Submissions {
  static final int MAX_PACKAGE_BYTES = 65_536;

  private final Ledger ledger;
  private final Domain registry;

  Submissions(Ledger ledger, Deployment deployment) {
    this.ledger = ledger;
    this.registry = deployment.registryDomain();
  }

  SignedSubmission accept(NodeId nodeId, byte[] asReceived, OperatorSignature signature) {
    requireSize(asReceived);
    long now = ledger.headTime();
    requireUnexpired(signature.expiresAt(), now);
    Address operator = ledger.operator(nodeId);
    Bytes32 evidenceHash = Keccak.hash(asReceived);
    EvidenceSubmission submission =
        new EvidenceSubmission(nodeId, evidenceHash, signature.expiresAt());
    Address found = signature.signature().recover(submission.digest(registry));
    if (!found.equals(operator)) {
      throw new AzraException(
          "submission.signature",
          "EvidenceSubmission over %s: expected the signature of operator %s, found that of %s"
              .formatted(evidenceHash, operator, found));
    }
    return new SignedSubmission(nodeId, operator, evidenceHash, asReceived, signature, now);
  }

  private static void requireSize(byte[] asReceived) {
    if (asReceived.length == 0 || asReceived.length > MAX_PACKAGE_BYTES) {
      throw new AzraException(
          "evidence.size",
          "evidence package: expected 1 to %d bytes, found %d"
              .formatted(MAX_PACKAGE_BYTES, asReceived.length));
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
