// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";

/// @notice The operator's word that this evidence is theirs. EIP-712, domain R.
/// @param evidenceHash keccak256 of the evidence package as received.
/// @param expiresAt Last second at which the submission is taken, Unix seconds.
struct EvidenceSubmission {
    NodeId nodeId;
    bytes32 evidenceHash;
    uint40 expiresAt;
}
