// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;

/**
 * A package about this node that its operator, as the ledger has them, signed for; only {@link
 * Submissions} makes one.
 *
 * @param receivedAt time of the head block, unix seconds
 */
record SignedSubmission(
    NodeId nodeId,
    Address operator,
    Bytes32 evidenceHash,
    byte[] asReceived,
    EvidencePackage evidence,
    OperatorSignature signature,
    long receivedAt) {}
