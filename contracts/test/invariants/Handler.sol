// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Earnings } from "../../src/types/Earnings.sol";
import { Node, NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { SessionSteps } from "./SessionSteps.sol";
import { TrustSteps } from "./TrustSteps.sol";

/// @notice All steps together, and what must hold after each of them.
contract Handler is SessionSteps, TrustSteps {
    /// @dev Unbonding and the longest hold.
    uint256 private constant LONGEST_WAIT = 21 days + 14 days;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 2; ++i) {
            registerNode(i);
            addStake(3);
        }
    }

    /// @notice C-31: what is booked is what is held, but for what was given away.
    function requireBooksBalanced() external view {
        uint256 booked = 0;
        for (uint256 i = 0; i < parties.length; ++i) {
            booked += _free(parties[i]);
        }
        for (uint256 i = 0; i < openJobs.length; ++i) {
            booked += settlement.job(_idOf(openJobs[i])).amount;
        }
        for (uint256 i = 0; i < openSessions.length; ++i) {
            booked += settlement.session(_sessionIdOf(openSessions[i])).left;
        }
        uint256 backing = 0;
        for (uint256 i = 0; i < parties.length; ++i) {
            backing += registry.owed(parties[i]);
        }
        for (uint256 i = 0; i < nodes.length; ++i) {
            Earnings memory earned = settlement.earnings(nodes[i]);
            booked += uint256(earned.net) + earned.fee;
            Node memory found = registry.node(nodes[i]);
            backing += uint256(found.stake) + found.unbonding;
        }
        vm.assertEq(
            token.balanceOf(address(settlement)), booked + donatedToSettlement, "C-31 settlement"
        );
        vm.assertEq(
            token.balanceOf(address(registry)), backing + donatedToRegistry, "C-31 registry"
        );
    }

    /// @notice C-33: a job ends once.
    function requireEndedJobsStayEnded() external view {
        for (uint256 i = 0; i < endedJobs.length; ++i) {
            vm.assertEq(settlement.job(_idOf(endedJobs[i])).deadline, 0, "C-33 an ended job");
        }
    }

    /// @notice C-34: nothing replaced or condemned comes back.
    function requireReplacedKeysStayAway() external view {
        for (uint256 j = 0; j < nodes.length; ++j) {
            Node memory found = registry.node(nodes[j]);
            NodeId before = registry.retiredKey(found.signer).nodeId;
            bool condemned = found.status == NodeStatus.Condemned;
            vm.assertTrue(NodeId.unwrap(before) == 0 || condemned, "C-34 returned");
        }
    }

    function requireReplacedKeysStayKnown() external view {
        for (uint256 i = 0; i < replacedKeys.length; ++i) {
            NodeId before = registry.retiredKey(replacedKeys[i]).nodeId;
            vm.assertTrue(NodeId.unwrap(before) != 0, "C-34 forgotten");
        }
    }

    /// @notice C-35: stake that answered for a key stays within reach until its window has passed.
    function requireStakeStillAnswers() external view {
        for (uint256 i = 0; i < answers.length; ++i) {
            if (block.timestamp > answers[i].until) continue;
            Node memory found = registry.node(answers[i].nodeId);
            uint256 present = uint256(found.stake) + found.unbonding + slashed[answers[i].nodeId];
            vm.assertTrue(present >= answers[i].answering, "C-35 stake out of reach");
        }
    }

    /// @notice C-36: with every policy suspended and no attestor left to sign, everybody still gets
    /// everything out, and nothing stays behind.
    function everybodyLeaves() external {
        _suspendEverything();
        _endEverythingOpen();
        for (uint256 i = 0; i < nodes.length; ++i) {
            if (settlement.earnings(nodes[i]).net != 0) settlement.claim(nodes[i]);
            _withdrawStakeOf(nodes[i]);
        }
        for (uint256 i = 0; i < parties.length; ++i) {
            if (registry.owed(parties[i]) != 0) registry.claimOwed(parties[i]);
            uint128 free = _free(parties[i]);
            if (free == 0) continue;
            vm.prank(parties[i]);
            settlement.withdraw(parties[i], free);
        }
        _requireOnlyFeesLeft();
    }

    /// @dev All deadlines and ends of sessions lie within a week.
    function _endEverythingOpen() private {
        vm.warp(block.timestamp + 7 days);
        while (openJobs.length > 0) {
            settlement.refund(openJobs[0]);
            _sweepEnded();
        }
        while (openSessions.length > 0) {
            settlement.reclaim(openSessions[0]);
            _sweepEnded();
        }
    }

    function _suspendEverything() private {
        vm.warp(block.timestamp + 15 days);
        for (uint24 i = 1; i <= registry.globals().policyCount; ++i) {
            vm.prank(guardian);
            (bool suspended,) =
                address(registry).call(abi.encodeWithSelector(registry.suspendPolicy.selector, i));
            vm.assertTrue(suspended, "C-36 suspension");
        }
    }

    /// @dev Nobody ends a case; what is held is waited for.
    function _withdrawStakeOf(NodeId nodeId) private {
        Node memory found = registry.node(nodeId);
        vm.startPrank(found.operator);
        if (found.unbonding != 0) {
            vm.warp(block.timestamp + LONGEST_WAIT);
            registry.withdraw(nodeId);
        }
        if (found.stake != 0) {
            registry.unbond(nodeId, found.stake);
            vm.warp(block.timestamp + LONGEST_WAIT);
            registry.withdraw(nodeId);
        }
        vm.stopPrank();
    }

    function _requireOnlyFeesLeft() private view {
        uint256 fees = 0;
        for (uint256 i = 0; i < nodes.length; ++i) {
            fees += settlement.earnings(nodes[i]).fee;
        }
        uint256 left = token.balanceOf(address(settlement));
        vm.assertEq(left, fees + donatedToSettlement, "C-36 settlement");
        vm.assertEq(token.balanceOf(address(registry)), donatedToRegistry, "C-36 registry");
    }
}
