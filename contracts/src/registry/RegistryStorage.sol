// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Case } from "../types/Case.sol";
import { AttestorStatus, Globals } from "../types/Globals.sol";
import { JobId } from "../types/JobId.sol";
import { Node } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Policy, PolicyStatus } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { RetiredKey } from "../types/RetiredKey.sol";

/// @notice Every storage slot of the registry, in its final order, and how to read it.
abstract contract RegistryStorage is INodeRegistry {
    mapping(NodeId nodeId => Node) internal _nodes;
    mapping(address signer => RetiredKey) internal _retiredKeys;
    mapping(PolicyId policy => Policy) internal _policies;
    mapping(uint256 caseId => Case) internal _cases;
    mapping(address signer => mapping(uint8 cause => uint256 caseId)) internal _caseOf;
    mapping(JobId jobId => mapping(address signer => uint256 caseId)) internal _equivocationOf;
    mapping(address account => AttestorStatus) internal _attestors;
    Globals internal _globals;
    address internal _guardian;
    address internal _treasury;
    mapping(address account => uint256 amount) internal _owed;

    /// @inheritdoc INodeRegistry
    function node(NodeId nodeId) external view returns (Node memory) {
        return _existing(nodeId);
    }

    /// @inheritdoc INodeRegistry
    function operatorOf(NodeId nodeId) external view returns (address) {
        return _nodes[nodeId].operator;
    }

    /// @inheritdoc INodeRegistry
    function payoutOf(NodeId nodeId) external view returns (address) {
        return _nodes[nodeId].payout;
    }

    /// @inheritdoc INodeRegistry
    function nodeCount() external view returns (uint64) {
        return _globals.nodeCount;
    }

    /// @inheritdoc INodeRegistry
    function retiredKey(address signer) external view returns (RetiredKey memory) {
        return _retiredKeys[signer];
    }

    /// @inheritdoc INodeRegistry
    function policy(PolicyId policyId) external view returns (Policy memory) {
        return _published(policyId);
    }

    /// @inheritdoc INodeRegistry
    function policyCount() external view returns (uint24) {
        return _globals.policyCount;
    }

    /// @inheritdoc INodeRegistry
    function isAttestor(address account) external view returns (bool) {
        return _attestors[account] == AttestorStatus.Active;
    }

    /// @inheritdoc INodeRegistry
    function attestors() external view returns (uint8) {
        return _globals.attestors;
    }

    /// @inheritdoc INodeRegistry
    function threshold() external view returns (uint8) {
        return _globals.threshold;
    }

    /// @inheritdoc INodeRegistry
    function guardian() external view returns (address) {
        return _guardian;
    }

    /// @inheritdoc INodeRegistry
    function treasury() external view returns (address) {
        return _treasury;
    }

    function _existing(NodeId nodeId) internal view returns (Node storage found) {
        found = _nodes[nodeId];
        if (found.operator == address(0)) revert NodeUnknown(nodeId);
    }

    function _published(PolicyId policyId) internal view returns (Policy storage found) {
        found = _policies[policyId];
        if (found.status == PolicyStatus.None) revert PolicyUnknown(policyId);
    }
}
