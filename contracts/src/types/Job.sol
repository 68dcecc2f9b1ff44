// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An open job, in one slot: `feeBps 16 · openedAt 40 · deadline 40 · amount 96`.
/// @dev It exists iff `deadline` is not zero. What it does not hold is bound by its id.
struct Job {
    uint96 amount;
    uint40 deadline;
    uint40 openedAt;
    uint16 feeBps;
}
