// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a node has earned and nobody has claimed, in one slot:
/// `jobs 48 · fee 96 · net 112`.
/// @param net Payable to the node's payout address, in token base units.
/// @param fee Payable to the treasury, in token base units.
/// @param jobs Jobs settled so far. Never reset: the slot stays non-zero, so that the first
/// settlement after a claim costs no more than the others.
struct Earnings {
    uint112 net;
    uint96 fee;
    uint48 jobs;
}
