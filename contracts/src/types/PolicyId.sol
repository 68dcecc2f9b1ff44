// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One published policy. Sequential from 1; zero is no policy.
type PolicyId is uint24;

using { equals as ==, differs as != } for PolicyId global;

function equals(PolicyId a, PolicyId b) pure returns (bool) {
    return PolicyId.unwrap(a) == PolicyId.unwrap(b);
}

function differs(PolicyId a, PolicyId b) pure returns (bool) {
    return PolicyId.unwrap(a) != PolicyId.unwrap(b);
}
