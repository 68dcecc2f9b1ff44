// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;

/**
 * A package that the node's operator, as the ledger has them, signed for; only {@link Submissions}
 * makes one.
 *
 * @param receivedAt time of the head block, unix seconds
 */
record SignedSubmission(
    NodeId nodeId,
    Address operator,
    Bytes32 evidenceHash,
    byte[] asReceived,
    OperatorSignature signature,
    long receivedAt) {}
