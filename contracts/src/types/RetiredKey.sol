// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice How an enclave key stands. `Current` follows from the node's slot and is never stored.
enum KeyStatus {
    None,
    Retired,
    Condemned,
    Current
}

/// @notice An enclave key that was replaced or condemned; kept for ever, so that it never returns.
/// @dev One slot: `nodeId 64 · until 32 · policy 24 · status 8`. `until` is the key's end in Unix
/// seconds: that of its last verdict, or the second of its condemnation if that came first.
struct RetiredKey {
    NodeId nodeId;
    uint32 until;
    PolicyId policy;
    KeyStatus status;
}

/// @notice How an enclave key stands with one node.
/// @param until Last second for which a verdict stood for it, Unix seconds.
/// @param policy The policy of that verdict.
/// @param status None: it was never a key of that node.
struct KeyStanding {
    uint32 until;
    PolicyId policy;
    KeyStatus status;
}
