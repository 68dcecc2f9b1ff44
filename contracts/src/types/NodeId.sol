// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One registered node. Sequential from 1; zero is no node.
type NodeId is uint64;

using { equals as ==, differs as != } for NodeId global;

function equals(NodeId a, NodeId b) pure returns (bool) {
    return NodeId.unwrap(a) == NodeId.unwrap(b);
}

function differs(NodeId a, NodeId b) pure returns (bool) {
    return NodeId.unwrap(a) != NodeId.unwrap(b);
}
