// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { Cause } from "./libraries/Cause.sol";
import { Domains } from "./libraries/Domains.sol";
import { Logs } from "./libraries/Logs.sol";
import { Packed } from "./libraries/Packed.sol";
import { Places } from "./libraries/Places.sol";
import { Quorum } from "./libraries/Quorum.sol";
import { Routine } from "./libraries/Routine.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { VerdictWords, Words } from "./libraries/Words.sol";
import { Cases } from "./registry/Cases.sol";
import { Equivocations } from "./registry/Equivocations.sol";
import { Governed } from "./registry/Governed.sol";
import { Policies } from "./registry/Policies.sol";
import { Stakes } from "./registry/Stakes.sol";
import { Admission } from "./types/Admission.sol";
import { Ceilings } from "./types/Ceilings.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { Node, NodeStatus } from "./types/Node.sol";
import { NodeId } from "./types/NodeId.sol";
import { Policy, PolicyStatus } from "./types/Policy.sol";
import { PolicyId } from "./types/PolicyId.sol";
import { RetiredKey } from "./types/RetiredKey.sol";
import { NodeSlotA, NodeSlotB, PolicySlot, RetiredKeySlot } from "./types/Slots.sol";
import { Verdict } from "./types/Verdict.sol";
import { Windows } from "./types/Windows.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice Nodes, their stake, and what the attestors say of their enclaves.
contract NodeRegistry is Policies, Equivocations {
    using Packed for Node;
    using Packed for Policy;
    using Packed for RetiredKey;
    using Words for Verdict;
    using Words for VerdictWords;
    using Routine for VerdictWords;
    using Places for mapping(NodeId => Node);
    using Places for mapping(PolicyId => Policy);
    using Places for mapping(address => RetiredKey);

    /// @dev Of the closed list of TCB statuses.
    uint8 private constant LAST_TCB_STATUS = 11;
    uint256 private constant ATTESTED = uint256(NodeStatus.Attested);
    /// @dev Those of the deployment, so that the domain is not computed for each verdict.
    uint256 private immutable CHAIN_ID;
    bytes32 private immutable DOMAIN;

    uint32 private immutable MAX_SESSION_NOTICE;
    uint32 private immutable REPORT_WINDOW;
    uint32 private immutable MARGIN;

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
        MARGIN = windows.marginSeconds;
        CHAIN_ID = block.chainid;
        DOMAIN = _domainSeparatorV4();
    }

    /// @inheritdoc INodeRegistry
    function attest(Verdict calldata verdict, CompactSignature[] calldata signatures) external {
        VerdictWords calldata words = verdict.words();
        Node storage appraised = _nodes.placeOf(words.nodeId);
        NodeSlotA bond = appraised.slotA();
        NodeSlotB before = appraised.slotB();
        uint256 replaced = 0;
        RetiredKeySlot past;
        if (before.holdsOther(words.signer)) {
            replaced = uint160(before.signer());
            past = _retiredKeys.placeOf(words.signer).slot1();
        }
        if (!words.isPlain(bond, before, _policies.placeOf(words.policy).slot1(), past)) {
            _requireRight(words, appraised, bond, before);
        }
        (bytes32 structHash, uint256 encoded) = SignedTypes.encode(verdict);
        bytes32 digest = SignedTypes.digest(DOMAIN, structHash);
        if (!Quorum.isMet(_attestors, _globals.threshold, signatures, digest, CHAIN_ID)) {
            _requireQuorum(_hashTypedDataV4(structHash), signatures);
        }

        if (replaced != 0) _retireKey(replaced, words.nodeId, before);
        appraised.storeVerdict(words);
        Logs.nodeAttested(words, encoded);
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
    function timeWindows() external view returns (Windows memory) {
        return Windows({
            maxLifetimeSeconds: MAX_LIFETIME,
            maxSessionNoticeSeconds: MAX_SESSION_NOTICE,
            reportWindowSeconds: REPORT_WINDOW,
            caseDelaySeconds: CASE_DELAY,
            marginSeconds: MARGIN,
            maxCaseHoldSeconds: MAX_CASE_HOLD,
            unbondingSeconds: UNBONDING,
            suspensionSeconds: SUSPENSION,
            suspensionCoolDownSeconds: SUSPENSION_COOL_DOWN
        });
    }

    /// @inheritdoc INodeRegistry
    function ceilings() external pure returns (Ceilings memory) {
        return Ceilings({
            attestors: MAX_ATTESTORS,
            feeBps: MAX_FEE_BPS,
            tees: KNOWN_TEES,
            slashBps: Cause.SLASH_BPS,
            condemnationSeconds: MAX_CONDEMNATION
        });
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

    /// @dev Where it is not plain that a verdict is right: every rule, in order.
    function _requireRight(
        VerdictWords calldata words,
        Node storage appraised,
        NodeSlotA bond,
        NodeSlotB before
    ) private view {
        words.requireWithinTypes();
        if (bond.operator() == address(0)) revert NodeUnknown(NodeId.wrap(uint64(words.nodeId)));
        _requireFresh(words, appraised, bond, before);
        _requireAccepted(words, bond, before);
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

    /// @dev Nothing to retire if the key was condemned, or replaced on another node, which attestors
    /// should not have let happen: what is known is never forgotten.
    /// @param before Slot B of its node. A node's first verdict replaces no key.
    function _retireKey(uint256 replaced, uint256 nodeId, NodeSlotB before) private {
        RetiredKey storage former = _retiredKeys.placeOf(replaced);
        if (RetiredKeySlot.unwrap(former.slot1()) == 0) {
            uint256 under = before.policyOf();
            uint256 until = before.validUntil();
            former.retire(nodeId, under, until);
            Logs.keyRetired(nodeId, replaced, under, until);
        }
    }
}
