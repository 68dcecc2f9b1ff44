// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../interfaces/ICases.sol";
import { Cause } from "../libraries/Cause.sol";
import { Custody } from "../libraries/Custody.sol";
import { Packed } from "../libraries/Packed.sol";
import { SignedTypes } from "../libraries/SignedTypes.sol";
import { Case, CaseId, CaseStatus } from "../types/Case.sol";
import { CompactSignature } from "../types/CompactSignature.sol";
import { Condemnation } from "../types/Condemnation.sol";
import { JobId } from "../types/JobId.sol";
import { Node, NodeStatus } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { KeyStanding, KeyStatus, RetiredKey } from "../types/RetiredKey.sol";
import { Windows } from "../types/Windows.sol";
import { Attestors } from "./Attestors.sol";
import { Stakes } from "./Stakes.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Condemned keys, and cases from their opening to their end.
abstract contract Cases is Attestors, Stakes, EIP712 {
    using Custody for IERC20;
    using Packed for RetiredKey;

    uint32 internal constant MAX_CONDEMNATION = 1 days;
    uint32 internal immutable CASE_DELAY;

    /// @dev The reporter's part of a slash: a twentieth. With the client's half, at least 45 % is left
    /// for the treasury, so that nobody gets out by slashing themselves.
    uint256 private constant REWARD_DIVISOR = 20;
    uint256 private constant COMPENSATION_DIVISOR = 2;

    constructor(Windows memory windows) {
        CASE_DELAY = windows.caseDelaySeconds;
    }

    // ---------------------------------------------------------------- opening

    /// @inheritdoc ICases
    function condemn(Condemnation calldata condemnation, CompactSignature[] calldata signatures)
        external
        returns (CaseId caseId)
    {
        NodeId nodeId = condemnation.nodeId;
        address signer = condemnation.signer;
        uint8 cause = condemnation.cause;
        _requireTimely(condemnation);
        KeyStanding memory standing = _knownKey(nodeId, signer);
        uint256 end = Math.min(standing.until, block.timestamp);
        if (condemnation.faultAt > end) revert FaultAfterKeyEnd(condemnation.faultAt, end);
        CaseId before = _caseOf[signer][cause];
        if (CaseId.unwrap(before) != 0) revert CaseExists(before);
        _requireQuorum(_hashTypedDataV4(SignedTypes.hash(condemnation)), signatures);

        caseId = _nextCaseId();
        _caseOf[signer][cause] = caseId;
        Case memory opened;
        opened.nodeId = nodeId;
        opened.faultAt = condemnation.faultAt;
        opened.cause = cause;
        opened.evidenceHash = condemnation.evidenceHash;
        _openCase(caseId, opened, signer, standing, JobId.wrap(0));
    }

    // ---------------------------------------------------------------- ending

    /// @inheritdoc ICases
    function veto(CaseId caseId) external onlyGuardian {
        Case storage ended = _openedCase(caseId);
        if (ended.cause == Cause.EQUIVOCATION) revert CaseProven(caseId);
        if (block.timestamp >= ended.executableAt) {
            revert VetoTooLate(caseId, ended.executableAt, block.timestamp);
        }
        NodeId nodeId = ended.nodeId;
        ended.status = CaseStatus.Vetoed;
        emit CaseVetoed(caseId, nodeId);
        _unburden(nodeId);
    }

    /// @inheritdoc ICases
    function execute(CaseId caseId) external {
        Case storage ended = _openedCase(caseId);
        if (block.timestamp < ended.executableAt) {
            revert CaseNotDue(caseId, ended.executableAt, block.timestamp);
        }
        NodeId nodeId = ended.nodeId;
        ended.status = CaseStatus.Executed;
        (uint96 fromStake, uint96 fromUnbonding) = _slash(nodeId, ended.openedAt, ended.slashBps);
        (uint96 compensation, uint96 reward) = _divide(fromStake + fromUnbonding, ended);
        emit CaseExecuted(caseId, nodeId, _treasury, fromStake, fromUnbonding, compensation, reward);
        _unburden(nodeId);
    }

    /// @inheritdoc ICases
    function claimOwed(address account) external nonReentrant {
        uint256 amount = _owed[account];
        if (amount == 0) revert NothingOwed(account);
        _owed[account] = 0;
        // Fits: there are no more than 2^96 units of the token.
        emit OwedClaimed(account, uint128(amount));
        TOKEN.push(account, amount);
    }

    // ---------------------------------------------------------------- inside

    function _openCase(
        CaseId caseId,
        Case memory opened,
        address signer,
        KeyStanding memory standing,
        JobId jobId
    ) internal {
        opened.openedAt = _after(0);
        opened.executableAt = _after(CASE_DELAY);
        opened.slashBps = Cause.SLASH_BPS;
        opened.status = CaseStatus.Open;
        _cases[caseId] = opened;
        _condemnKey(opened.nodeId, signer, standing);
        emit CaseOpened(
            caseId,
            opened.nodeId,
            signer,
            opened.cause,
            opened.slashBps,
            opened.faultAt,
            opened.executableAt,
            opened.evidenceHash,
            jobId,
            opened.harmed,
            opened.maxCompensation,
            opened.reporter
        );
        _burden(opened.nodeId, signer);
    }

    function _nextCaseId() internal returns (CaseId) {
        return CaseId.wrap(++_globals.caseCount);
    }

    /// @dev A key of that node, whether or not it is condemned already.
    function _knownKey(NodeId nodeId, address signer)
        internal
        view
        returns (KeyStanding memory standing)
    {
        _existing(nodeId);
        standing = keyStanding(nodeId, signer);
        if (standing.status == KeyStatus.None) revert KeyUnknown(nodeId, signer);
    }

    function _requireTimely(Condemnation calldata condemnation) private view {
        if (!Cause.isJudged(condemnation.cause)) revert CauseUnknown(condemnation.cause);
        uint256 expiresAt = condemnation.expiresAt;
        if (expiresAt < block.timestamp) revert CondemnationExpired(expiresAt, block.timestamp);
        uint256 latest = block.timestamp + MAX_CONDEMNATION;
        if (expiresAt > latest) revert CondemnationTooLong(expiresAt, latest);
    }

    /// @dev Once per key: its end is then known for good.
    function _condemnKey(NodeId nodeId, address signer, KeyStanding memory standing) private {
        if (standing.status == KeyStatus.Condemned) return;
        uint32 until = uint32(Math.min(standing.until, block.timestamp));
        _retiredKeys[signer].store(nodeId, until, standing.policy, KeyStatus.Condemned);
        emit KeyCondemned(nodeId, signer, standing.policy, until);
    }

    /// @dev A node with an open case takes no verdict; if the key was its current one, it is gated.
    function _burden(NodeId nodeId, address signer) private {
        Node storage accused = _nodes[nodeId];
        if (accused.signer == signer) accused.status = NodeStatus.Condemned;
        else if (accused.status == NodeStatus.Attested) accused.status = NodeStatus.Accused;
        ++accused.openCases;
        uint40 releasedAt = _releasedAt(accused);
        if (accused.unbonding != 0 && block.timestamp < releasedAt) _hold(nodeId, releasedAt);
    }

    function _unburden(NodeId nodeId) private {
        Node storage relieved = _nodes[nodeId];
        if (--relieved.openCases != 0) return;
        if (relieved.status == NodeStatus.Accused) relieved.status = NodeStatus.Attested;
        if (relieved.holdUntil != 0) _release(nodeId);
    }

    /// @dev Compensation and reward are part of what was slashed; the rest is the treasury's.
    function _divide(uint96 slashed, Case storage ended)
        private
        returns (uint96 compensation, uint96 reward)
    {
        address reporter = ended.reporter;
        if (reporter != address(0)) {
            reward = uint96(slashed / REWARD_DIVISOR);
            compensation = uint96(Math.min(ended.maxCompensation, slashed / COMPENSATION_DIVISOR));
            _owe(reporter, reward);
            _owe(ended.harmed, compensation);
        }
        _owe(_treasury, slashed - compensation - reward);
    }

    function _owe(address account, uint96 amount) private {
        if (amount != 0) _owed[account] += amount;
    }

    function _openedCase(CaseId caseId) private view returns (Case storage found) {
        found = _cases[caseId];
        if (found.status != CaseStatus.Open) revert CaseNotOpen(caseId, found.status);
    }
}
