// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobEscrow } from "../JobEscrow.sol";
import { ISettlement } from "../interfaces/ISettlement.sol";
import { Custody } from "../libraries/Custody.sol";
import { Packed } from "../libraries/Packed.sol";
import { Earnings } from "../types/Earnings.sol";
import { NodeId } from "../types/NodeId.sol";
import { Session, SessionId } from "../types/Session.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice What settling leaves behind, in its final storage order: open sessions, and earnings until
/// they are claimed.
abstract contract Earned is ISettlement, JobEscrow {
    using Custody for IERC20;
    using Packed for Earnings;

    uint256 internal constant ONE_BPS = 10_000;

    /// @dev Sums of one batch. `fee` is part of `payment`.
    struct Sums {
        uint256 jobs;
        uint256 payment;
        uint256 fee;
    }

    mapping(SessionId sessionId => Session) internal _sessions;
    mapping(NodeId nodeId => Earnings) private _earnings;

    /// @inheritdoc ISettlement
    function claim(NodeId nodeId) external nonReentrant {
        uint112 amount = _earnings[nodeId].net;
        if (amount == 0) revert NothingToClaim(nodeId);
        address payout = REGISTRY.payoutOf(nodeId);
        _earnings[nodeId].net = 0;
        emit EarningsClaimed(nodeId, payout, amount);
        TOKEN.push(payout, amount);
    }

    /// @inheritdoc ISettlement
    function claimFees(NodeId[] calldata nodeIds) external nonReentrant {
        address treasury = REGISTRY.treasury();
        uint256 total = 0;
        for (uint256 i = 0; i < nodeIds.length; ++i) {
            uint96 fee = _earnings[nodeIds[i]].fee;
            if (fee == 0) continue;
            _earnings[nodeIds[i]].fee = 0;
            total += fee;
            emit FeesClaimed(nodeIds[i], treasury, fee);
        }
        if (total == 0) revert NoFeesToClaim();
        TOKEN.push(treasury, total);
    }

    /// @inheritdoc ISettlement
    function earnings(NodeId nodeId) external view returns (Earnings memory) {
        return _earnings[nodeId];
    }

    /// @dev One write per batch.
    function _earn(NodeId nodeId, Sums memory sums) internal {
        _earnings[nodeId].add(sums.payment - sums.fee, sums.fee, sums.jobs);
    }

    /// @dev Payment rounds for the client: it is a whole number of units' prices, or all there is. The
    /// fee rounds up, but never above the payment, because `feeBps` is at most ONE_BPS.
    /// @param units Of 64 bits, `unitPrice` and `amount` of 96: nothing here can overflow.
    function _price(uint256 units, uint256 unitPrice, uint256 amount, uint256 feeBps)
        internal
        pure
        returns (uint256 payment, uint256 fee)
    {
        unchecked {
            payment = units * unitPrice;
            if (payment > amount) payment = amount;
            fee = (payment * feeBps + (ONE_BPS - 1)) / ONE_BPS;
        }
    }
}
