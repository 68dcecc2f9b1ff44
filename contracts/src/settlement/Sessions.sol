// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { ISessions } from "../interfaces/ISessions.sol";
import { Batches } from "../libraries/Batches.sol";
import { Logs } from "../libraries/Logs.sol";
import { RegistryCalls } from "../libraries/RegistryCalls.sol";
import { Signatures } from "../libraries/Signatures.sol";
import { SignedTypes } from "../libraries/SignedTypes.sol";
import { Words } from "../libraries/Words.sol";
import { Admission } from "../types/Admission.sol";
import { CompactSignature } from "../types/CompactSignature.sol";
import { NodeStatus } from "../types/Node.sol";
import { KeyStanding, KeyStatus } from "../types/RetiredKey.sol";
import { Session, SessionId, SessionRow, SessionStatus, SessionTerms } from "../types/Session.sol";
import { Earned } from "./Earned.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Sessions: one reservation, many jobs, settled in batches.
abstract contract Sessions is Earned {
    using RegistryCalls for INodeRegistry;

    /// @dev Above every index that can settle: what follows an index must fit in its 32 bits.
    uint256 private constant INDEX_END = type(uint32).max;

    /// @inheritdoc ISessions
    uint32 public immutable MAX_NOTICE;

    constructor() {
        MAX_NOTICE = REGISTRY.timeWindows().maxSessionNoticeSeconds;
    }

    // ---------------------------------------------------------------- opening

    /// @inheritdoc ISessions
    function openSession(SessionTerms calldata terms) external returns (SessionId sessionId) {
        Admission memory admitted = REGISTRY.admissionOf(terms.nodeId);
        _payInSequence(terms.client, terms.nonce, terms.cap);
        return _openSession(terms, admitted);
    }

    /// @inheritdoc ISessions
    function openSessionFor(SessionTerms calldata terms, bytes calldata signature)
        external
        returns (SessionId sessionId)
    {
        _requireSignedBy(terms.client, SignedTypes.hash(terms), signature);
        Admission memory admitted = REGISTRY.admissionOf(terms.nodeId);
        _payOrder(terms.client, terms.nonce, terms.cap);
        return _openSession(terms, admitted);
    }

    // ---------------------------------------------------------------- settling

    /// @inheritdoc ISessions
    function settleSession(
        SessionTerms calldata terms,
        SessionRow[] calldata rows,
        CompactSignature calldata signature
    ) external {
        if (rows.length == 0) revert EmptyBatch();
        SessionId sessionId = _sessionIdOf(terms);
        Session memory open = _openedSession(sessionId);
        if (block.timestamp > open.closeAt) {
            revert SessionClosed(sessionId, open.closeAt, block.timestamp);
        }
        address signer =
            Signatures.recover(_hashTypedDataV4(Batches.hashRows(sessionId, rows)), signature);
        _requireKey(terms, signer);
        Sums memory sums = _settleRows(sessionId, terms.unitPrice, rows, open);
        _sessions[sessionId] = open;
        _earn(terms.nodeId, sums);
        emit SessionSettled(
            sessionId,
            terms.nodeId,
            terms.client,
            signer,
            uint32(sums.jobs),
            uint96(sums.payment),
            uint96(sums.fee),
            open.nextIndex
        );
    }

    // ---------------------------------------------------------------- ending

    /// @inheritdoc ISessions
    function giveNotice(SessionTerms calldata terms) external {
        if (msg.sender != terms.client) revert NotClient(msg.sender, terms.client);
        SessionId sessionId = _sessionIdOf(terms);
        Session memory open = _openedSession(sessionId);
        uint256 closeAt = block.timestamp + terms.noticePeriod;
        if (closeAt >= open.closeAt) revert SessionEndsSooner(sessionId, open.closeAt, closeAt);
        open.closeAt = SafeCast.toUint40(closeAt);
        open.status = SessionStatus.Noticed;
        _sessions[sessionId] = open;
        emit SessionNoticed(sessionId, terms.nodeId, terms.client, open.closeAt);
    }

    /// @inheritdoc ISessions
    function reclaim(SessionTerms calldata terms) external {
        SessionId sessionId = _sessionIdOf(terms);
        Session memory open = _openedSession(sessionId);
        if (
            block.timestamp <= open.closeAt
                && REGISTRY.node(terms.nodeId).status != NodeStatus.Condemned
        ) revert SessionNotClosed(sessionId, open.closeAt, block.timestamp);
        delete _sessions[sessionId];
        _credit(terms.client, open.left);
        emit SessionReclaimed(sessionId, terms.nodeId, terms.client, open.left);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc ISessions
    function session(SessionId sessionId) external view returns (Session memory) {
        return _sessions[sessionId];
    }

    /// @inheritdoc ISessions
    function sessionIdOf(SessionTerms calldata terms) external view returns (SessionId) {
        return _sessionIdOf(terms);
    }

    // ---------------------------------------------------------------- inside

    /// @dev Only what a node admits: its present policy, now. The end may lie beyond its verdict's,
    /// because keys may change; only valid ones can settle.
    function _openSession(SessionTerms calldata terms, Admission memory admitted)
        private
        returns (SessionId sessionId)
    {
        if (admitted.until < block.timestamp) revert NodeNotAdmitted(terms.nodeId);
        if (terms.policy != admitted.policy) {
            revert SessionPolicyMismatch(terms.nodeId, terms.policy, admitted.policy);
        }
        if (terms.expiry <= block.timestamp) revert DeadlinePassed(terms.expiry, block.timestamp);
        if (terms.noticePeriod > MAX_NOTICE) revert NoticeTooLong(terms.noticePeriod, MAX_NOTICE);
        sessionId = _sessionIdOf(terms);
        _sessions[sessionId] = Session({
            left: terms.cap,
            closeAt: terms.expiry,
            nextIndex: 0,
            feeBps: admitted.feeBps,
            status: SessionStatus.Open
        });
        emit SessionOpened(
            sessionId,
            terms.nodeId,
            terms.client,
            terms.policy,
            terms.unitPrice,
            terms.cap,
            terms.expiry,
            terms.noticePeriod,
            terms.nonce,
            admitted.feeBps
        );
    }

    function _settleRows(
        SessionId sessionId,
        uint256 unitPrice,
        SessionRow[] calldata rows,
        Session memory open
    ) private returns (Sums memory sums) {
        uint256 nextIndex = open.nextIndex;
        uint256 left = open.left;
        uint256 feeBps = open.feeBps;
        sums.jobs = rows.length;
        for (uint256 i = 0; i < rows.length; ++i) {
            SessionRow calldata row = Words.nth(rows, i);
            uint256 index = row.metering.index();
            bool outside;
            unchecked {
                // One comparison for both ends: an index below the next one wraps around.
                outside = index - nextIndex >= INDEX_END - nextIndex;
            }
            if (outside) {
                emit SessionReceiptSkipped(sessionId, uint72(index));
                --sums.jobs;
                continue;
            }
            unchecked {
                // As `_price`, written out: calling it costs half of what it does. `payment` is at most
                // `left`, and the fees are part of it; `index` is below INDEX_END.
                uint256 payment = row.metering.computeUnits() * unitPrice;
                if (payment > left) payment = left;
                left -= payment;
                sums.fee += (payment * feeBps + (ONE_BPS - 1)) / ONE_BPS;
                nextIndex = index + 1;
            }
            Logs.sessionJobSettled(sessionId, index, row);
        }
        sums.payment = open.left - left;
        (open.left, open.nextIndex) = (uint96(left), uint32(nextIndex));
    }

    /// @dev A key that the node has or had under this policy, and for which a verdict stands.
    function _requireKey(SessionTerms calldata terms, address signer) private view {
        KeyStanding memory standing = REGISTRY.standingOf(terms.nodeId, signer);
        if (standing.status == KeyStatus.Condemned) revert SignerCondemned(signer);
        if (standing.status == KeyStatus.None || standing.policy != terms.policy) {
            revert SignerNotOfSession(terms.nodeId, signer, terms.policy);
        }
        if (standing.until < block.timestamp) {
            revert SignerExpired(signer, standing.until, block.timestamp);
        }
    }

    function _sessionIdOf(SessionTerms calldata terms) private view returns (SessionId) {
        return SessionId.wrap(MessageHashUtils.toTypedDataHash(JOB_DOMAIN, SignedTypes.hash(terms)));
    }

    function _openedSession(SessionId sessionId) private view returns (Session memory open) {
        open = _sessions[sessionId];
        if (open.status == SessionStatus.None) revert SessionNotOpen(sessionId);
    }
}
