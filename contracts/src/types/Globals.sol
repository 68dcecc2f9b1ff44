// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What is stored of an attestor. A removed one never returns.
enum AttestorStatus {
    None,
    Active,
    Removed
}

/// @notice Small counters, in one slot:
/// `caseCount 64 · policyCount 24 · nodeCount 64 · attestors 8 · threshold 8`.
struct Globals {
    uint8 threshold;
    uint8 attestors;
    uint64 nodeCount;
    uint24 policyCount;
    uint64 caseCount;
}
