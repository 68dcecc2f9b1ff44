// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice What a client agrees to for many jobs. EIP-712, domain S; its digest is the session id.
/// @param unitPrice Price of one compute unit, in token base units.
/// @param cap Most that the session may cost, in token base units.
/// @param expiry Last second at which its jobs settle, Unix seconds.
/// @param noticePeriod Seconds from a notice to the session's end.
/// @param nonce From the same space as the nonces of jobs.
struct SessionTerms {
    address client;
    NodeId nodeId;
    PolicyId policy;
    uint96 unitPrice;
    uint96 cap;
    uint40 expiry;
    uint32 noticePeriod;
    uint64 nonce;
}

/// @notice An open session, in one slot:
/// `status 8 · feeBps 16 · nextIndex 32 · closeAt 40 · left 96`.
struct Session {
    uint96 left;
    uint40 closeAt;
    uint32 nextIndex;
    uint16 feeBps;
    uint8 status;
}
