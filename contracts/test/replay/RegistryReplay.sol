// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Case, CaseId, CaseStatus } from "../../src/types/Case.sol";
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

    /// @dev The data of CaseOpened.
    struct Opened {
        uint8 cause;
        uint16 slashBps;
        uint40 faultAt;
        uint40 executableAt;
        bytes32 evidenceHash;
        JobId jobId;
        address harmed;
        uint96 maxCompensation;
        address reporter;
    }

    mapping(NodeId nodeId => Node) private nodes;
    mapping(address signer => RetiredKey) private retiredKeys;
    mapping(PolicyId policy => Policy) private policies;
    mapping(CaseId caseId => Case) private cases;
    mapping(address signer => mapping(uint8 cause => CaseId caseId)) private caseOf;
    mapping(JobId jobId => mapping(address signer => CaseId caseId)) private equivocationOf;
    mapping(address account => AttestorStatus) private attestors;
    Globals private globals;
    address private guardian;
    address private treasury;
    mapping(address account => uint256 amount) private owed;

    function _apply(bytes32 kind, Vm.Log calldata log) internal override {
        if (_cases(kind, log) || _casesEnd(kind, log)) return;
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
            if (node.status != NodeStatus.Condemned) node.status = NodeStatus.Registered;
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

    function _cases(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        if (kind == ICases.KeyCondemned.selector) {
            RetiredKey storage key = retiredKeys[_account(log.topics[2])];
            key.nodeId = _nodeId(log);
            (key.policy, key.until) = abi.decode(log.data, (PolicyId, uint32));
            key.status = KeyStatus.Condemned;
        } else if (kind == ICases.CaseOpened.selector) {
            CaseId caseId = CaseId.wrap(uint64(uint256(log.topics[1])));
            globals.caseCount = CaseId.unwrap(caseId);
            Opened memory data = abi.decode(log.data, (Opened));
            cases[caseId] = Case({
                nodeId: NodeId.wrap(uint64(uint256(log.topics[2]))),
                executableAt: data.executableAt,
                faultAt: data.faultAt,
                openedAt: uint40(block.timestamp),
                slashBps: data.slashBps,
                cause: data.cause,
                status: CaseStatus.Open,
                evidenceHash: data.evidenceHash,
                harmed: data.harmed,
                maxCompensation: data.maxCompensation,
                reporter: data.reporter
            });
            address signer = _account(log.topics[3]);
            if (data.cause == 5) equivocationOf[data.jobId][signer] = caseId;
            else caseOf[signer][data.cause] = caseId;
            Node storage node = nodes[cases[caseId].nodeId];
            ++node.openCases;
            if (node.signer == signer) node.status = NodeStatus.Condemned;
            else if (node.status == NodeStatus.Attested) node.status = NodeStatus.Accused;
        } else if (kind == ICases.WithdrawalHeld.selector) {
            Node storage node = nodes[_nodeId(log)];
            (node.releaseAt, node.holdUntil) = abi.decode(log.data, (uint40, uint40));
        } else {
            return false;
        }
        return true;
    }

    function _casesEnd(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        if (kind == ICases.OwedClaimed.selector) {
            owed[_account(log.topics[1])] -= abi.decode(log.data, (uint128));
            return true;
        }
        if (kind != ICases.CaseVetoed.selector && kind != ICases.CaseExecuted.selector) {
            return false;
        }
        Case storage ended = cases[CaseId.wrap(uint64(uint256(log.topics[1])))];
        Node storage node = nodes[ended.nodeId];
        ended.status = CaseStatus.Vetoed;
        if (kind == ICases.CaseExecuted.selector) {
            ended.status = CaseStatus.Executed;
            (uint96 fromStake, uint96 fromUnbonding, uint96 compensation, uint96 reward) =
                abi.decode(log.data, (uint96, uint96, uint96, uint96));
            node.stake -= fromStake;
            node.unbonding -= fromUnbonding;
            owed[ended.harmed] += compensation;
            owed[ended.reporter] += reward;
            owed[_account(log.topics[3])] += fromStake + fromUnbonding - compensation - reward;
        }
        if (--node.openCases == 0 && node.status == NodeStatus.Accused) {
            node.status = NodeStatus.Attested;
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
