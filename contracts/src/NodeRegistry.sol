// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { Domains } from "./libraries/Domains.sol";
import { Logs } from "./libraries/Logs.sol";
import { Packed } from "./libraries/Packed.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { VerdictWords, Words } from "./libraries/Words.sol";
import { Cases } from "./registry/Cases.sol";
import { Equivocations } from "./registry/Equivocations.sol";
import { Governed } from "./registry/Governed.sol";
import { Policies } from "./registry/Policies.sol";
import { Stakes } from "./registry/Stakes.sol";
import { Admission } from "./types/Admission.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { Node, NodeStatus } from "./types/Node.sol";
import { NodeId } from "./types/NodeId.sol";
import { Policy, PolicyStatus } from "./types/Policy.sol";
import { PolicyId } from "./types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "./types/RetiredKey.sol";
import { NodeSlotA, NodeSlotB, PolicySlot } from "./types/Slots.sol";
import { Verdict } from "./types/Verdict.sol";
import { Windows } from "./types/Windows.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice Nodes, their stake, and what the attestors say of their enclaves.
contract NodeRegistry is Policies, Equivocations {
    using Packed for Node;
    using Packed for Policy;
    using Packed for RetiredKey;
    using Words for Verdict;

    /// @dev Of the closed list of TCB statuses.
    uint8 private constant LAST_TCB_STATUS = 11;
    uint256 private constant ATTESTED = uint256(NodeStatus.Attested);

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
        VerdictWords calldata words = verdict.words();
        NodeId nodeId = NodeId.wrap(uint64(words.nodeId));
        Node storage appraised = _nodes[nodeId];
        NodeSlotA bond = appraised.slotA();
        if (bond.operator() == address(0)) revert NodeUnknown(nodeId);
        NodeSlotB before = appraised.slotB();
        _requireFresh(words, appraised, bond, before);
        _requireAccepted(words, bond, before);
        _requireQuorum(_hashTypedDataV4(SignedTypes.hash(verdict)), signatures);

        if (uint160(before.signer()) != words.signer) _retireKey(nodeId, before);
        appraised.storeVerdict(words);
        Logs.nodeAttested(verdict);
    }

    /// @inheritdoc INodeRegistry
    function admission(NodeId nodeId) external view returns (Admission memory found) {
        NodeSlotB asked = _nodes[nodeId].slotB();
        found.signer = asked.signer();
        found.policy = PolicyId.wrap(asked.policyOf());
        uint256 status = asked.statusOf();
        if (status != ATTESTED && status != uint256(NodeStatus.Accused)) return found;
        PolicySlot under = _policies[found.policy].slot1();
        found.feeBps = under.feeBps();
        uint32 openUntil = _openUntil(under);
        uint32 validUntil = asked.validUntil();
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
    function _requireFresh(
        VerdictWords calldata words,
        Node storage appraised,
        NodeSlotA bond,
        NodeSlotB before
    ) private view {
        if (words.operator != uint160(bond.operator())) {
            revert OperatorMismatch(
                NodeId.wrap(uint64(words.nodeId)), address(uint160(words.operator)), bond.operator()
            );
        }
        if (words.appraisedAt <= before.appraisedAt()) {
            revert VerdictNotNewer(
                NodeId.wrap(uint64(words.nodeId)), words.appraisedAt, before.appraisedAt()
            );
        }
        if (words.appraisedAt > block.timestamp) {
            revert VerdictFromTheFuture(words.appraisedAt, block.timestamp);
        }
        if (words.validUntil < words.appraisedAt) {
            revert VerdictValidityInvalid(words.appraisedAt, words.validUntil);
        }
        if (words.signer == 0) revert ZeroAddress();
        uint256 status = before.statusOf();
        // With an open case, no node is Attested.
        if (status != ATTESTED && appraised.openCases != 0) {
            revert NodeAccused(NodeId.wrap(uint64(words.nodeId)), appraised.openCases);
        }
        if (words.signer != uint160(before.signer()) || status == uint256(NodeStatus.Condemned)) {
            NodeId former = _retiredKeys[address(uint160(words.signer))].nodeId;
            if (NodeId.unwrap(former) != 0) {
                revert SignerReplaced(address(uint160(words.signer)), former);
            }
        }
    }

    /// @dev Within its policy; and where it grants something new, policy and stake must allow that.
    /// A verdict that only shortens is always welcome: it is how bad news gates a node.
    function _requireAccepted(VerdictWords calldata words, NodeSlotA bond, NodeSlotB before)
        private
        view
    {
        PolicySlot under = _policies[PolicyId.wrap(uint24(words.policy))].slot1();
        if (under.standing() == uint256(PolicyStatus.None)) {
            revert PolicyUnknown(PolicyId.wrap(uint24(words.policy)));
        }
        unchecked {
            // Not below zero: it is fresh.
            uint256 lifetime = words.validUntil - words.appraisedAt;
            if (lifetime > under.lifetimeSeconds()) {
                revert VerdictTooLong(lifetime, under.lifetimeSeconds());
            }
        }
        if ((uint256(under.teeMask()) >> words.tee) & 1 == 0) {
            revert TeeNotAccepted(uint8(words.tee), under.teeMask());
        }
        if (words.tcbStatus == 0 || words.tcbStatus > LAST_TCB_STATUS) {
            revert TcbStatusUnknown(uint8(words.tcbStatus));
        }
        if (_onlyShortens(words, before)) return;

        uint256 openUntil = _openUntil(under);
        if (words.validUntil > openUntil) {
            revert PolicyClosed(PolicyId.wrap(uint24(words.policy)), openUntil, words.validUntil);
        }
        if (bond.stake() < under.minStake()) {
            revert StakeTooLow(NodeId.wrap(uint64(words.nodeId)), bond.stake(), under.minStake());
        }
    }

    function _onlyShortens(VerdictWords calldata words, NodeSlotB before)
        private
        pure
        returns (bool)
    {
        return before.statusOf() == ATTESTED && words.signer == uint160(before.signer())
            && words.policy == before.policyOf() && words.validUntil <= before.validUntil();
    }

    /// @dev Nothing to retire before a node's first verdict, nor if the key was condemned, here or on
    /// another node, which attestors should not have let happen: what is known is never forgotten.
    function _retireKey(NodeId nodeId, NodeSlotB before) private {
        address replaced = before.signer();
        if (replaced == address(0) || before.statusOf() == uint256(NodeStatus.Condemned)) return;
        RetiredKey storage former = _retiredKeys[replaced];
        if (former.status != KeyStatus.None) return;
        PolicyId under = PolicyId.wrap(before.policyOf());
        uint32 until = before.validUntil();
        former.store(nodeId, until, under, KeyStatus.Retired);
        emit KeyRetired(nodeId, replaced, under, until);
    }
}
