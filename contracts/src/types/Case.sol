// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";

/// @notice One case. Sequential from 1; zero is no case.
type CaseId is uint64;

using { equals as ==, differs as != } for CaseId global;

function equals(CaseId a, CaseId b) pure returns (bool) {
    return CaseId.unwrap(a) == CaseId.unwrap(b);
}

function differs(CaseId a, CaseId b) pure returns (bool) {
    return CaseId.unwrap(a) != CaseId.unwrap(b);
}

/// @notice Where a case stands. It ends once, in one of the last two.
enum CaseStatus {
    None,
    Open,
    Vetoed,
    Executed
}

/// @notice A case against one enclave key, in four slots.
/// @dev
/// ```
/// 1  status 8 · cause 8 · slashBps 16 · openedAt 40 · faultAt 40 · executableAt 40 · nodeId 64
/// 2  evidenceHash 256
/// 3  maxCompensation 96 · harmed 160
/// 4  reporter 160
/// ```
/// Slots 3 and 4 are of proven cases; in judged ones nobody is named.
/// @param evidenceHash Judged: that of the Condemnation. Proven: keccak256 of both receipts' struct
/// hashes, one after the other.
struct Case {
    NodeId nodeId;
    uint40 executableAt;
    uint40 faultAt;
    uint40 openedAt;
    uint16 slashBps;
    uint8 cause;
    CaseStatus status;
    bytes32 evidenceHash;
    address harmed;
    uint96 maxCompensation;
    address reporter;
}
