// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { PolicyId } from "./PolicyId.sol";

/// @notice Where a node stands.
/// @dev `Registered`: no verdict for its present operator. `Attested`: a verdict was accepted; it
/// counts until `validUntil`. `Condemned`: its key neither opens nor settles. `Accused`: attested, but
/// a case against a former key is open; what was accepted counts, nothing new is accepted.
enum NodeStatus {
    None,
    Registered,
    Attested,
    Condemned,
    Accused
}

/// @notice Everything the registry stores of one node, in four slots.
/// @dev
/// ```
///  255                                 160 159                                        0
/// ┌───────────────────────────────────────┬───────────────────────────────────────────┐
/// │ A   stake 96                          │ operator 160                              │
/// │ B   status 8 · policy 24 · appraisedAt 32 · validUntil 32 │ signer 160            │
/// │ C   unbonding 96                      │ payout 160                                │
/// │ D   holdUntil 40 · openCases 16 · releaseAt 40 │ pendingOperator 160              │
/// └───────────────────────────────────────┴───────────────────────────────────────────┘
/// ```
/// Gating a job reads slot B only. Amounts are token base units, times are Unix seconds.
struct Node {
    address operator;
    uint96 stake;
    address signer;
    uint32 validUntil;
    uint32 appraisedAt;
    PolicyId policy;
    NodeStatus status;
    address payout;
    uint96 unbonding;
    address pendingOperator;
    uint40 releaseAt;
    uint16 openCases;
    uint40 holdUntil;
}
