// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";

/// @notice A case against one enclave key, in four slots.
/// @dev
/// ```
/// 1  status 8 · cause 8 · slashBps 16 · openedAt 40 · faultAt 40 · executableAt 40 · nodeId 64
/// 2  evidenceHash 256
/// 3  maxCompensation 96 · harmed 160
/// 4  reporter 160
/// ```
struct Case {
    NodeId nodeId;
    uint40 executableAt;
    uint40 faultAt;
    uint40 openedAt;
    uint16 slashBps;
    uint8 cause;
    uint8 status;
    bytes32 evidenceHash;
    address harmed;
    uint96 maxCompensation;
    address reporter;
}
