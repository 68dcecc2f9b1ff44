// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";

/// @notice What the attestors say of a fault. EIP-712, domain R.
/// @param cause 1 forged, 2 transplanted, 3 debug, 4 unheld key, 5 equivocation.
/// @param evidenceHash Digest of the EvidenceSubmission that the operator signed.
/// @param faultAt When it happened, Unix seconds.
/// @param expiresAt Last second at which the statement is accepted, Unix seconds.
struct Condemnation {
    NodeId nodeId;
    address signer;
    uint8 cause;
    bytes32 evidenceHash;
    uint40 faultAt;
    uint40 expiresAt;
}
