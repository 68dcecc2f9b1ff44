// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Case } from "../../src/types/Case.sol";
import { AttestorStatus, Globals } from "../../src/types/Globals.sol";
import { JobId } from "../../src/types/JobId.sol";
import { Node, NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Policy, PolicyStatus } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "../../src/types/RetiredKey.sol";
import { Vm } from "../base/Vm.sol";
import { Replay } from "./Replay.sol";

/// @notice The registry's slots, rebuilt from its events alone.
contract RegistryReplay is Replay {
    /// @dev The data of PolicyPublished, whose digest is a topic.
    struct Published {
        uint96 minStake;
        uint24 lifetimeSeconds;
        uint8 teeMask;
        uint16 timeBucketSeconds;
        uint24 unitBucket;
        uint16 feeBps;
    }

    mapping(NodeId nodeId => Node) private nodes;
    mapping(address signer => RetiredKey) private retiredKeys;
    mapping(PolicyId policy => Policy) private policies;
    mapping(uint256 caseId => Case) private cases;
    mapping(address signer => mapping(uint8 cause => uint256 caseId)) private caseOf;
    mapping(JobId jobId => mapping(address signer => uint256 caseId)) private equivocationOf;
    mapping(address account => AttestorStatus) private attestors;
    Globals private globals;
    address private guardian;
    address private treasury;

    function _apply(bytes32 kind, Vm.Log calldata log) internal override {
        if (_operators(kind, log) || _stakes(kind, log) || _verdicts(kind, log)) return;
        if (_policies(kind, log) || _governance(kind, log)) return;
        revert EventUnknown(kind);
    }

    function _operators(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        Node storage node = nodes[_nodeId(log)];
        if (kind == INodeRegistry.NodeRegistered.selector) {
            node.operator = _account(log.topics[2]);
            node.payout = _account(log.topics[3]);
            node.status = NodeStatus.Registered;
            globals.nodeCount = NodeId.unwrap(_nodeId(log));
        } else if (kind == INodeRegistry.PayoutSet.selector) {
            node.payout = _account(log.topics[3]);
        } else if (kind == INodeRegistry.OperatorTransferStarted.selector) {
            node.pendingOperator = _account(log.topics[3]);
        } else if (kind == INodeRegistry.OperatorTransferred.selector) {
            node.operator = node.payout = _account(log.topics[3]);
            node.pendingOperator = address(0);
            node.status = NodeStatus.Registered;
        } else {
            return false;
        }
        return true;
    }

    function _stakes(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        Node storage node = nodes[_nodeId(log)];
        if (kind == INodeRegistry.StakeAdded.selector) {
            node.stake += abi.decode(log.data, (uint96));
        } else if (kind == INodeRegistry.StakeUnbonded.selector) {
            (uint96 amount, uint40 releaseAt) = abi.decode(log.data, (uint96, uint40));
            node.stake -= amount;
            node.unbonding += amount;
            node.releaseAt = releaseAt;
        } else if (kind == INodeRegistry.StakeRebonded.selector) {
            uint96 amount = abi.decode(log.data, (uint96));
            node.unbonding -= amount;
            node.stake += amount;
        } else if (kind == INodeRegistry.StakeWithdrawn.selector) {
            node.unbonding -= abi.decode(log.data, (uint96));
        } else {
            return false;
        }
        return true;
    }

    function _verdicts(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        if (kind == INodeRegistry.NodeAttested.selector) {
            Node storage node = nodes[_nodeId(log)];
            node.signer = _account(log.topics[3]);
            node.status = NodeStatus.Attested;
            (, node.policy,,,, node.appraisedAt, node.validUntil) =
                abi.decode(log.data, (bytes32, PolicyId, uint8, uint8, bytes32, uint32, uint32));
        } else if (kind == INodeRegistry.KeyRetired.selector) {
            RetiredKey storage key = retiredKeys[_account(log.topics[2])];
            key.nodeId = _nodeId(log);
            (key.policy, key.until) = abi.decode(log.data, (PolicyId, uint32));
            key.status = KeyStatus.Retired;
        } else {
            return false;
        }
        return true;
    }

    function _policies(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        if (log.topics.length < 2) return false;
        PolicyId id = PolicyId.wrap(uint24(uint256(log.topics[1])));
        Policy storage policy = policies[id];
        if (kind == INodeRegistry.PolicyPublished.selector) {
            globals.policyCount = PolicyId.unwrap(id);
            policy.status = PolicyStatus.Active;
            policy.digest = log.topics[2];
            Published memory terms = abi.decode(log.data, (Published));
            policy.minStake = terms.minStake;
            policy.lifetimeSeconds = terms.lifetimeSeconds;
            policy.teeMask = terms.teeMask;
            policy.timeBucketSeconds = terms.timeBucketSeconds;
            policy.unitBucket = terms.unitBucket;
            policy.feeBps = terms.feeBps;
        } else if (kind == INodeRegistry.PolicyRetired.selector) {
            policy.status = PolicyStatus.Retired;
            policy.graceUntil = abi.decode(log.data, (uint32));
        } else if (kind == INodeRegistry.PolicySuspended.selector) {
            policy.suspendedUntil = abi.decode(log.data, (uint32));
        } else {
            return false;
        }
        return true;
    }

    function _governance(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        if (kind == INodeRegistry.AttestorAdded.selector) {
            attestors[_account(log.topics[1])] = AttestorStatus.Active;
            ++globals.attestors;
        } else if (kind == INodeRegistry.AttestorRemoved.selector) {
            attestors[_account(log.topics[1])] = AttestorStatus.Removed;
            --globals.attestors;
        } else if (kind == INodeRegistry.ThresholdSet.selector) {
            globals.threshold = abi.decode(log.data, (uint8));
        } else if (kind == INodeRegistry.GuardianSet.selector) {
            guardian = _account(log.topics[1]);
        } else if (kind == INodeRegistry.TreasurySet.selector) {
            treasury = _account(log.topics[1]);
        } else {
            return false;
        }
        return true;
    }

    /// @dev Of events about nodes; meaningless, and unused, for the others.
    function _nodeId(Vm.Log calldata log) private pure returns (NodeId) {
        return log.topics.length < 2 ? NodeId.wrap(0) : NodeId.wrap(uint64(uint256(log.topics[1])));
    }
}
