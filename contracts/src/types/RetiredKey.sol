// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice What became of an enclave key that is no longer its node's current one.
enum KeyStatus {
    None,
    Retired,
    Condemned
}

/// @notice An enclave key that was replaced; kept for ever, so that it never returns.
/// @dev One slot: `nodeId 64 · until 32 · policy 24 · status 8`. `until` is the end of its last
/// verdict in Unix seconds.
struct RetiredKey {
    NodeId nodeId;
    uint32 until;
    PolicyId policy;
    KeyStatus status;
}
