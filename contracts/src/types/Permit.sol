// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An ERC-2612 permit by the caller for exactly the amount of the call it comes with.
/// @param deadline Last second at which the permit counts, Unix seconds.
struct Permit {
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}
