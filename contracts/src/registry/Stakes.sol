// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Cause } from "../libraries/Cause.sol";
import { Custody } from "../libraries/Custody.sol";
import { Node } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Permit } from "../types/Permit.sol";
import { Windows } from "../types/Windows.sol";
import { Operators } from "./Operators.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice The money behind nodes: in at once, out after a wait.
abstract contract Stakes is Operators, ReentrancyGuardTransient {
    using Custody for IERC20;

    uint32 internal immutable UNBONDING;
    uint32 internal immutable MAX_CASE_HOLD;
    IERC20 internal immutable TOKEN;

    uint256 private constant ONE_BPS = 10_000;

    constructor(address token_, Windows memory windows) {
        if (token_ == address(0)) revert ZeroAddress();
        TOKEN = IERC20(token_);
        UNBONDING = windows.unbondingSeconds;
        if (windows.maxCaseHoldSeconds == 0) revert CaseHoldZero();
        MAX_CASE_HOLD = windows.maxCaseHoldSeconds;
    }

    /// @inheritdoc INodeRegistry
    function token() external view returns (address) {
        return address(TOKEN);
    }

    /// @inheritdoc INodeRegistry
    function stake(NodeId nodeId, address expectedOperator, uint96 amount) external nonReentrant {
        _addStake(nodeId, expectedOperator, amount);
        TOKEN.pull(amount);
    }

    /// @inheritdoc INodeRegistry
    function stakeWithPermit(
        NodeId nodeId,
        address expectedOperator,
        uint96 amount,
        Permit calldata permit
    ) external nonReentrant {
        _addStake(nodeId, expectedOperator, amount);
        TOKEN.pullWithPermit(amount, permit);
    }

    /// @inheritdoc INodeRegistry
    function unbond(NodeId nodeId, uint96 amount) external onlyOperator(nodeId) {
        Node storage held = _nodes[nodeId];
        if (amount == 0) revert ZeroAmount();
        if (amount > held.stake) revert StakeTooLow(nodeId, held.stake, amount);
        _requireWhole(nodeId, held);
        uint40 releaseAt = _after(UNBONDING);
        held.stake -= amount;
        held.unbonding += amount;
        held.releaseAt = releaseAt;
        emit StakeUnbonded(nodeId, msg.sender, amount, releaseAt);
        if (held.openCases != 0) _hold(nodeId, releaseAt);
    }

    /// @inheritdoc INodeRegistry
    function rebond(NodeId nodeId, uint96 amount) external onlyOperator(nodeId) {
        Node storage held = _nodes[nodeId];
        if (amount == 0) revert ZeroAmount();
        if (amount > held.unbonding) revert UnbondingTooLow(nodeId, held.unbonding, amount);
        _requireWhole(nodeId, held);
        held.unbonding -= amount;
        held.stake += amount;
        emit StakeRebonded(nodeId, msg.sender, amount);
    }

    /// @inheritdoc INodeRegistry
    function withdraw(NodeId nodeId) external nonReentrant onlyOperator(nodeId) {
        Node storage held = _nodes[nodeId];
        uint96 unbonding = held.unbonding;
        if (unbonding == 0) revert NothingUnbonding(nodeId);
        if (block.timestamp < held.releaseAt) {
            revert StakeLocked(nodeId, held.releaseAt, block.timestamp);
        }
        uint96 kept = _heldShare(held, unbonding);
        if (kept == unbonding) revert StakeLocked(nodeId, held.holdUntil, block.timestamp);
        address payout = held.payout;
        held.unbonding = kept;
        emit StakeWithdrawn(nodeId, msg.sender, payout, unbonding - kept);
        if (kept != 0) _setHold(nodeId, held.holdUntil, held.holdUntil);
        else if (held.holdUntil != 0) _release(nodeId);
        TOKEN.push(payout, unbonding - kept);
    }

    // ---------------------------------------------------------------- what cases do

    /// @dev Cases hold what unbonds, from its release on for at most `MAX_CASE_HOLD`.
    function _hold(NodeId nodeId, uint40 releaseAt) internal {
        _setHold(nodeId, releaseAt, releaseAt + MAX_CASE_HOLD);
    }

    /// @dev Gives back the release time that was there before any hold.
    function _release(NodeId nodeId) internal {
        _setHold(nodeId, _releasedAt(_nodes[nodeId]), 0);
    }

    /// @dev Bonded stake, and unbonding stake whose wait was not over when the case was opened. Where
    /// the free share of that was paid out already, what is left of it is the case's whole share.
    function _slash(NodeId nodeId, uint40 openedAt, uint256 slashBps)
        internal
        returns (uint96 fromStake, uint96 fromUnbonding)
    {
        Node storage slashed = _nodes[nodeId];
        uint96 bonded = slashed.stake;
        uint96 unbonding = slashed.unbonding;
        fromStake = uint96(bonded * slashBps / ONE_BPS);
        if (openedAt < _releasedAt(slashed)) {
            fromUnbonding =
                _isPartlyPaid(slashed) ? unbonding : uint96(unbonding * slashBps / ONE_BPS);
        }
        slashed.stake = bonded - fromStake;
        slashed.unbonding = unbonding - fromUnbonding;
        if (fromUnbonding == unbonding && slashed.holdUntil != 0) _release(nodeId);
    }

    /// @dev What all open cases together could take; nothing once the hold is over.
    function _heldShare(Node storage held, uint96 unbonding) private view returns (uint96) {
        if (held.holdUntil <= block.timestamp) return 0;
        uint256 heldBps = uint256(held.openCases) * Cause.SLASH_BPS;
        if (heldBps >= ONE_BPS) return unbonding;
        return uint96((unbonding * heldBps + ONE_BPS - 1) / ONE_BPS);
    }

    /// @dev The share that a case holds must not be mixed with other stake.
    function _requireWhole(NodeId nodeId, Node storage held) private view {
        if (_isPartlyPaid(held)) revert StakeLocked(nodeId, held.holdUntil, block.timestamp);
    }

    function _isPartlyPaid(Node storage held) private view returns (bool) {
        return held.holdUntil != 0 && held.holdUntil == held.releaseAt;
    }

    function _releasedAt(Node storage held) internal view returns (uint40) {
        return _isPartlyPaid(held) ? held.releaseAt - MAX_CASE_HOLD : held.releaseAt;
    }

    function _setHold(NodeId nodeId, uint40 releaseAt, uint40 holdUntil) private {
        Node storage held = _nodes[nodeId];
        held.releaseAt = releaseAt;
        held.holdUntil = holdUntil;
        emit WithdrawalHeld(nodeId, releaseAt, holdUntil);
    }

    function _addStake(NodeId nodeId, address expectedOperator, uint96 amount) private {
        Node storage held = _existing(nodeId);
        address operator = held.operator;
        if (operator != expectedOperator) {
            revert OperatorMismatch(nodeId, expectedOperator, operator);
        }
        if (amount == 0) revert ZeroAmount();
        held.stake += amount;
        emit StakeAdded(nodeId, operator, msg.sender, amount);
    }
}
