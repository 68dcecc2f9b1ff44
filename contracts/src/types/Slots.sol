// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A Job as one word: `feeBps 16 · openedAt 40 · deadline 40 · amount 96`.
type JobSlot is uint256;

using { isEmpty, amount, deadline, feeBpsOf } for JobSlot global;

function isEmpty(JobSlot slot) pure returns (bool) {
    return JobSlot.unwrap(slot) == 0;
}

function amount(JobSlot slot) pure returns (uint256) {
    return uint96(JobSlot.unwrap(slot));
}

function deadline(JobSlot slot) pure returns (uint256) {
    return uint40(JobSlot.unwrap(slot) >> 96);
}

function feeBpsOf(JobSlot slot) pure returns (uint256) {
    return JobSlot.unwrap(slot) >> 176;
}

/// @notice Slot A of a Node as one word: `stake 96 · operator 160`.
type NodeSlotA is uint256;

using { operator, stake } for NodeSlotA global;

function operator(NodeSlotA slot) pure returns (address) {
    return address(uint160(NodeSlotA.unwrap(slot)));
}

function stake(NodeSlotA slot) pure returns (uint256) {
    return NodeSlotA.unwrap(slot) >> 160;
}

/// @notice Slot B of a Node as one word:
/// `status 8 · policy 24 · appraisedAt 32 · validUntil 32 · signer 160`.
type NodeSlotB is uint256;

using { signer, holdsOther, validUntil, appraisedAt, policyOf, statusOf } for NodeSlotB global;

function signer(NodeSlotB slot) pure returns (address) {
    return address(uint160(NodeSlotB.unwrap(slot)));
}

/// @dev Of its 160 bits.
function holdsOther(NodeSlotB slot, uint256 key) pure returns (bool) {
    return (NodeSlotB.unwrap(slot) ^ key) << 96 != 0;
}

function validUntil(NodeSlotB slot) pure returns (uint32) {
    return uint32(NodeSlotB.unwrap(slot) >> 160);
}

function appraisedAt(NodeSlotB slot) pure returns (uint32) {
    return uint32(NodeSlotB.unwrap(slot) >> 192);
}

function policyOf(NodeSlotB slot) pure returns (uint24) {
    return uint24(NodeSlotB.unwrap(slot) >> 224);
}

/// @return The number of a NodeStatus.
function statusOf(NodeSlotB slot) pure returns (uint256) {
    return NodeSlotB.unwrap(slot) >> 248;
}

/// @notice A RetiredKey as one word: `status 8 · policy 24 · until 32 · nodeId 64`. Zero: never retired.
type RetiredKeySlot is uint256;

/// @notice Slot 1 of a Policy as one word: `feeBps 16 · unitBucket 24 · timeBucketSeconds 16 ·
/// teeMask 8 · lifetimeSeconds 24 · minStake 96 · suspendedUntil 32 · graceUntil 32 · status 8`.
type PolicySlot is uint256;

using {
    standing,
    graceUntil,
    suspendedUntil,
    minStake,
    lifetimeSeconds,
    teeMask,
    feeBps
} for PolicySlot global;

/// @return The number of a PolicyStatus.
function standing(PolicySlot slot) pure returns (uint256) {
    return uint8(PolicySlot.unwrap(slot));
}

function graceUntil(PolicySlot slot) pure returns (uint32) {
    return uint32(PolicySlot.unwrap(slot) >> 8);
}

function suspendedUntil(PolicySlot slot) pure returns (uint256) {
    return uint32(PolicySlot.unwrap(slot) >> 40);
}

function minStake(PolicySlot slot) pure returns (uint256) {
    return uint96(PolicySlot.unwrap(slot) >> 72);
}

function lifetimeSeconds(PolicySlot slot) pure returns (uint256) {
    return uint24(PolicySlot.unwrap(slot) >> 168);
}

function teeMask(PolicySlot slot) pure returns (uint8) {
    return uint8(PolicySlot.unwrap(slot) >> 192);
}

function feeBps(PolicySlot slot) pure returns (uint16) {
    return uint16(PolicySlot.unwrap(slot) >> 240);
}
