// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Node, NodeStatus } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { RegistryStorage } from "./RegistryStorage.sol";

/// @notice Nodes and who operates them.
abstract contract Operators is RegistryStorage {
    modifier onlyOperator(NodeId nodeId) {
        _requireOperator(nodeId);
        _;
    }

    /// @inheritdoc INodeRegistry
    function register(address payout) external returns (NodeId nodeId) {
        if (payout == address(0)) revert ZeroAddress();
        nodeId = NodeId.wrap(++_globals.nodeCount);
        Node storage created = _nodes[nodeId];
        created.operator = msg.sender;
        created.payout = payout;
        created.status = NodeStatus.Registered;
        emit NodeRegistered(nodeId, msg.sender, payout);
    }

    /// @inheritdoc INodeRegistry
    function setPayout(NodeId nodeId, address payout) external onlyOperator(nodeId) {
        if (payout == address(0)) revert ZeroAddress();
        _nodes[nodeId].payout = payout;
        emit PayoutSet(nodeId, msg.sender, payout);
    }

    /// @inheritdoc INodeRegistry
    function transferOperator(NodeId nodeId, address newOperator) external onlyOperator(nodeId) {
        _nodes[nodeId].pendingOperator = newOperator;
        emit OperatorTransferStarted(nodeId, msg.sender, newOperator);
    }

    /// @inheritdoc INodeRegistry
    function acceptOperator(NodeId nodeId, uint96 minStake) external {
        Node storage taken = _existing(nodeId);
        if (msg.sender != taken.pendingOperator) {
            revert NotPendingOperator(nodeId, msg.sender, taken.pendingOperator);
        }
        if (taken.stake < minStake) revert StakeTooLow(nodeId, taken.stake, minStake);
        address previous = taken.operator;
        taken.operator = msg.sender;
        taken.payout = msg.sender;
        taken.pendingOperator = address(0);
        // The key stays the node's current one: what it opened under the old operator can settle. One
        // that is condemned stays so: a handover must not lift what it means for open sessions.
        if (taken.status != NodeStatus.Condemned) taken.status = NodeStatus.Registered;
        emit OperatorTransferred(nodeId, previous, msg.sender);
    }

    function _requireOperator(NodeId nodeId) private view {
        address operator = _existing(nodeId).operator;
        if (msg.sender != operator) revert NotOperator(nodeId, msg.sender, operator);
    }
}
