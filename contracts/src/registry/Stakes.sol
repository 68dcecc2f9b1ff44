// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
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
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The money behind nodes: in at once, out after a wait.
abstract contract Stakes is Operators, ReentrancyGuardTransient {
    using Custody for IERC20;

    /// @inheritdoc INodeRegistry
    uint32 public immutable UNBONDING;
    IERC20 private immutable TOKEN;

    constructor(address token_, Windows memory windows) {
        if (token_ == address(0)) revert ZeroAddress();
        TOKEN = IERC20(token_);
        UNBONDING = windows.unbondingSeconds;
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
        uint40 releaseAt = SafeCast.toUint40(block.timestamp + UNBONDING);
        held.stake -= amount;
        held.unbonding += amount;
        held.releaseAt = releaseAt;
        emit StakeUnbonded(nodeId, msg.sender, amount, releaseAt);
    }

    /// @inheritdoc INodeRegistry
    function rebond(NodeId nodeId, uint96 amount) external onlyOperator(nodeId) {
        Node storage held = _nodes[nodeId];
        if (amount == 0) revert ZeroAmount();
        if (amount > held.unbonding) revert UnbondingTooLow(nodeId, held.unbonding, amount);
        held.unbonding -= amount;
        held.stake += amount;
        emit StakeRebonded(nodeId, msg.sender, amount);
    }

    /// @inheritdoc INodeRegistry
    function withdraw(NodeId nodeId) external nonReentrant onlyOperator(nodeId) {
        Node storage held = _nodes[nodeId];
        uint96 amount = held.unbonding;
        if (amount == 0) revert NothingUnbonding(nodeId);
        if (block.timestamp < held.releaseAt) {
            revert StakeLocked(nodeId, held.releaseAt, block.timestamp);
        }
        address payout = held.payout;
        held.unbonding = 0;
        emit StakeWithdrawn(nodeId, msg.sender, payout, amount);
        TOKEN.push(payout, amount);
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
