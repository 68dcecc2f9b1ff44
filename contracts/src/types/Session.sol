// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice One session: the EIP-712 digest of its terms under Settlement's domain at deployment.
type SessionId is bytes32;

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

/// @notice Where a session stands. `Noticed`: its client has asked for the end.
enum SessionStatus {
    None,
    Open,
    Noticed
}

/// @notice An open session, in one slot:
/// `status 8 · feeBps 16 · nextIndex 32 · closeAt 40 · left 96`.
/// @param left Money that no job of it has used yet, in token base units.
/// @param closeAt Last second at which its jobs settle, Unix seconds.
/// @param nextIndex Least index that can still settle.
struct Session {
    uint96 left;
    uint40 closeAt;
    uint32 nextIndex;
    uint16 feeBps;
    SessionStatus status;
}

/// @notice What a receipt of a session says in numbers, in one word, from the top:
/// `zero 40 · index 32 · computeUnits 64 · startedAt 40 · finishedAt 40 · wipedAt 40`.
/// @dev Packed because calldata is what a session batch costs most.
type Metering is uint256;

using { index, computeUnits, startedAt, finishedAt, wipedAt } for Metering global;

/// @dev With the bits that should be zero, so that no index is read out of a word that has any.
function index(Metering metering) pure returns (uint256) {
    return Metering.unwrap(metering) >> 184;
}

function computeUnits(Metering metering) pure returns (uint64) {
    return uint64(Metering.unwrap(metering) >> 120);
}

function startedAt(Metering metering) pure returns (uint40) {
    return uint40(Metering.unwrap(metering) >> 80);
}

function finishedAt(Metering metering) pure returns (uint40) {
    return uint40(Metering.unwrap(metering) >> 40);
}

function wipedAt(Metering metering) pure returns (uint40) {
    return uint40(Metering.unwrap(metering));
}

/// @notice One receipt of a session batch. Its job id is not sent: it follows from session and index.
struct SessionRow {
    Metering metering;
    bytes32 resultCommitment;
}
