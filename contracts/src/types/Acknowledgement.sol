// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobId } from "./JobId.sol";

/// @notice The client's word that a result arrived. EIP-712, domain S.
struct Acknowledgement {
    JobId jobId;
    bytes32 resultCommitment;
    uint40 receivedAt;
}
