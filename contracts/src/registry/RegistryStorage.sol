// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../interfaces/ICases.sol";
import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Case, CaseId } from "../types/Case.sol";
import { AttestorStatus, Globals } from "../types/Globals.sol";
import { JobId } from "../types/JobId.sol";
import { Node } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Policy, PolicyStatus } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { KeyStanding, KeyStatus, RetiredKey } from "../types/RetiredKey.sol";

/// @notice Every storage slot of the registry, in its final order, and how to read it.
abstract contract RegistryStorage is INodeRegistry {
    mapping(NodeId nodeId => Node) internal _nodes;
    mapping(address signer => RetiredKey) internal _retiredKeys;
    mapping(PolicyId policy => Policy) internal _policies;
    mapping(CaseId caseId => Case) internal _cases;
    mapping(address signer => mapping(uint8 cause => CaseId caseId)) internal _caseOf;
    mapping(JobId jobId => mapping(address signer => CaseId caseId)) internal _equivocationOf;
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
    function retiredKey(address signer) external view returns (RetiredKey memory) {
        return _retiredKeys[signer];
    }

    /// @inheritdoc INodeRegistry
    function policy(PolicyId policyId) external view returns (Policy memory) {
        return _published(policyId);
    }

    /// @inheritdoc INodeRegistry
    function isAttestor(address account) external view returns (bool) {
        return _attestors[account] == AttestorStatus.Active;
    }

    /// @inheritdoc INodeRegistry
    function globals() external view returns (Globals memory) {
        return _globals;
    }

    /// @inheritdoc INodeRegistry
    function guardian() external view returns (address) {
        return _guardian;
    }

    /// @inheritdoc INodeRegistry
    function treasury() external view returns (address) {
        return _treasury;
    }

    /// @inheritdoc ICases
    function caseById(CaseId caseId) external view returns (Case memory) {
        return _cases[caseId];
    }

    /// @inheritdoc ICases
    function caseOf(address signer, uint8 cause) external view returns (CaseId) {
        return _caseOf[signer][cause];
    }

    /// @inheritdoc ICases
    function equivocationOf(JobId jobId, address signer) external view returns (CaseId) {
        return _equivocationOf[jobId][signer];
    }

    /// @inheritdoc ICases
    function owed(address account) external view returns (uint256) {
        return _owed[account];
    }

    /// @inheritdoc ICases
    function isCondemned(address signer) external view returns (bool) {
        return _retiredKeys[signer].status == KeyStatus.Condemned;
    }

    /// @inheritdoc ICases
    function keyStanding(NodeId nodeId, address signer)
        public
        view
        returns (KeyStanding memory standing)
    {
        RetiredKey storage former = _retiredKeys[signer];
        if (former.nodeId == nodeId) {
            return KeyStanding(former.until, former.policy, former.status);
        }
        Node storage held = _nodes[nodeId];
        if (signer == address(0) || signer != held.signer) return standing;
        // Condemned as a key of another node, which attestors should not have let happen.
        KeyStatus status =
            former.status == KeyStatus.Condemned ? KeyStatus.Condemned : KeyStatus.Current;
        return KeyStanding(held.validUntil, held.policy, status);
    }

    /// @dev Block times stay far below 2^40, and no window is longer than 2^32.
    function _after(uint32 waitSeconds) internal view returns (uint40) {
        return uint40(block.timestamp) + waitSeconds;
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
