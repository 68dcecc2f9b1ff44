// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { Domains } from "./libraries/Domains.sol";
import { Packed } from "./libraries/Packed.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { Cases } from "./registry/Cases.sol";
import { Equivocations } from "./registry/Equivocations.sol";
import { Governed } from "./registry/Governed.sol";
import { Policies } from "./registry/Policies.sol";
import { Stakes } from "./registry/Stakes.sol";
import { Admission } from "./types/Admission.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { Node, NodeStatus } from "./types/Node.sol";
import { NodeId } from "./types/NodeId.sol";
import { Policy } from "./types/Policy.sol";
import { PolicyId } from "./types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "./types/RetiredKey.sol";
import { Verdict } from "./types/Verdict.sol";
import { Windows } from "./types/Windows.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice Nodes, their stake, and what the attestors say of their enclaves.
contract NodeRegistry is Policies, Equivocations {
    using Packed for Node;
    using Packed for RetiredKey;

    /// @dev Of the closed list of TCB statuses.
    uint8 private constant LAST_TCB_STATUS = 11;

    /// @inheritdoc INodeRegistry
    uint32 public immutable MAX_SESSION_NOTICE;
    /// @inheritdoc INodeRegistry
    uint32 public immutable REPORT_WINDOW;

    /// @param owner_ The timelock.
    /// @param settlement_ Where Settlement will be: the deployer's next CREATE address.
    constructor(
        address owner_,
        address guardian_,
        address treasury_,
        address token_,
        address settlement_,
        Windows memory windows
    )
        Governed(owner_, guardian_, treasury_)
        Policies(windows)
        Stakes(token_, windows)
        EIP712(Domains.REGISTRY, Domains.VERSION)
        Cases(windows)
        Equivocations(settlement_)
    {
        uint256 needed = uint256(windows.maxLifetimeSeconds) + windows.maxSessionNoticeSeconds
            + windows.reportWindowSeconds + windows.caseDelaySeconds + windows.marginSeconds;
        if (windows.unbondingSeconds < needed) {
            revert UnbondingTooShort(windows.unbondingSeconds, needed);
        }
        MAX_SESSION_NOTICE = windows.maxSessionNoticeSeconds;
        REPORT_WINDOW = windows.reportWindowSeconds;
    }

    /// @inheritdoc INodeRegistry
    function attest(Verdict calldata verdict, CompactSignature[] calldata signatures) external {
        Node storage appraised = _existing(verdict.nodeId);
        _requireFresh(verdict, appraised);
        _requireAccepted(verdict, appraised);
        _requireQuorum(_hashTypedDataV4(SignedTypes.hash(verdict)), signatures);

        if (appraised.signer != verdict.signer) _retireKey(verdict.nodeId, appraised);
        appraised.storeVerdict(
            verdict.signer, verdict.validUntil, verdict.appraisedAt, verdict.policy
        );
        emit NodeAttested(
            verdict.nodeId,
            verdict.operator,
            verdict.signer,
            verdict.sealingKey,
            verdict.policy,
            verdict.tee,
            verdict.tcbStatus,
            verdict.evidenceHash,
            verdict.appraisedAt,
            verdict.validUntil
        );
    }

    /// @inheritdoc INodeRegistry
    function admission(NodeId nodeId) external view returns (Admission memory found) {
        Node storage asked = _nodes[nodeId];
        found.signer = asked.signer;
        found.policy = asked.policy;
        NodeStatus status = asked.status;
        if (status != NodeStatus.Attested && status != NodeStatus.Accused) return found;
        Policy storage under = _policies[found.policy];
        found.feeBps = under.feeBps;
        uint32 openUntil = _openUntil(under);
        uint32 validUntil = asked.validUntil;
        found.until = openUntil < validUntil ? openUntil : validUntil;
    }

    /// @inheritdoc INodeRegistry
    function registryDomain() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc INodeRegistry
    function settlementDomain() external view returns (bytes32) {
        return Domains.settlement(SETTLEMENT);
    }

    /// @inheritdoc INodeRegistry
    function settlement() external view returns (address) {
        return SETTLEMENT;
    }

    /// @dev Newer than what is known, from no future, about the node as it is, and for no key that was
    /// ever replaced, on whatever node.
    function _requireFresh(Verdict calldata verdict, Node storage appraised) private view {
        if (verdict.operator != appraised.operator) {
            revert OperatorMismatch(verdict.nodeId, verdict.operator, appraised.operator);
        }
        if (verdict.appraisedAt <= appraised.appraisedAt) {
            revert VerdictNotNewer(verdict.nodeId, verdict.appraisedAt, appraised.appraisedAt);
        }
        if (verdict.appraisedAt > block.timestamp) {
            revert VerdictFromTheFuture(verdict.appraisedAt, block.timestamp);
        }
        if (verdict.validUntil < verdict.appraisedAt) {
            revert VerdictValidityInvalid(verdict.appraisedAt, verdict.validUntil);
        }
        if (verdict.signer == address(0)) revert ZeroAddress();
        NodeStatus status = appraised.status;
        // With an open case, no node is Attested.
        if (status != NodeStatus.Attested && appraised.openCases != 0) {
            revert NodeAccused(verdict.nodeId, appraised.openCases);
        }
        if (verdict.signer != appraised.signer || status == NodeStatus.Condemned) {
            NodeId before = _retiredKeys[verdict.signer].nodeId;
            if (NodeId.unwrap(before) != 0) revert SignerReplaced(verdict.signer, before);
        }
    }

    /// @dev Within its policy; and where it grants something new, policy and stake must allow that.
    /// A verdict that only shortens is always welcome: it is how bad news gates a node.
    function _requireAccepted(Verdict calldata verdict, Node storage appraised) private view {
        Policy storage under = _published(verdict.policy);
        uint256 lifetime = verdict.validUntil - verdict.appraisedAt;
        if (lifetime > under.lifetimeSeconds) {
            revert VerdictTooLong(lifetime, under.lifetimeSeconds);
        }
        if ((uint256(under.teeMask) >> verdict.tee) & 1 == 0) {
            revert TeeNotAccepted(verdict.tee, under.teeMask);
        }
        if (verdict.tcbStatus == 0 || verdict.tcbStatus > LAST_TCB_STATUS) {
            revert TcbStatusUnknown(verdict.tcbStatus);
        }
        if (_onlyShortens(verdict, appraised)) return;

        uint256 openUntil = _openUntil(under);
        if (verdict.validUntil > openUntil) {
            revert PolicyClosed(verdict.policy, openUntil, verdict.validUntil);
        }
        if (appraised.stake < under.minStake) {
            revert StakeTooLow(verdict.nodeId, appraised.stake, under.minStake);
        }
    }

    function _onlyShortens(Verdict calldata verdict, Node storage appraised)
        private
        view
        returns (bool)
    {
        return appraised.status == NodeStatus.Attested && verdict.signer == appraised.signer
            && verdict.policy == appraised.policy && verdict.validUntil <= appraised.validUntil;
    }

    /// @dev Nothing to retire before a node's first verdict, nor if the key was condemned, here or on
    /// another node, which attestors should not have let happen: what is known is never forgotten.
    function _retireKey(NodeId nodeId, Node storage appraised) private {
        address replaced = appraised.signer;
        if (replaced == address(0) || appraised.status == NodeStatus.Condemned) return;
        RetiredKey storage former = _retiredKeys[replaced];
        if (former.status != KeyStatus.None) return;
        PolicyId under = appraised.policy;
        uint32 until = appraised.validUntil;
        former.store(nodeId, until, under, KeyStatus.Retired);
        emit KeyRetired(nodeId, replaced, under, until);
    }
}
