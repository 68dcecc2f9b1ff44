// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One job: the EIP-712 digest of its terms under Settlement's domain at deployment.
type JobId is bytes32;

using { equals as ==, differs as != } for JobId global;

function equals(JobId a, JobId b) pure returns (bool) {
    return JobId.unwrap(a) == JobId.unwrap(b);
}

function differs(JobId a, JobId b) pure returns (bool) {
    return JobId.unwrap(a) != JobId.unwrap(b);
}
