// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Network } from "../base/Network.sol";

/// @notice C-16: earnings leave only to the payout address, fees only to the treasury.
contract ClaimTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
    }

    function test_claimPaysThePayoutAndEmits() public {
        vm.expectEmit(address(settlement));
        emit ISettlement.EarningsClaimed(node, payout, 3.9 ether);
        vm.prank(stranger);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
        vm.assertEq(settlement.earnings(node).net, 0);
        vm.assertEq(settlement.earnings(node).fee, 0.1 ether);
        vm.assertEq(settlement.earnings(node).jobs, 1);
    }

    function test_claimPaysThePayoutOfTheMoment() public {
        vm.prank(operator);
        registry.setPayout(node, stranger);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(stranger), 3.9 ether);
    }

    function test_claimRefusesWhenThereIsNothing() public {
        settlement.claim(node);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.NothingToClaim.selector, node));
        settlement.claim(node);
    }

    function test_claimFeesPaysTheTreasuryForAllNodesNamed() public {
        NodeId[] memory nodes = new NodeId[](3);
        nodes[0] = node;
        nodes[1] = NodeId.wrap(9);
        nodes[2] = node;
        vm.expectEmit(address(settlement));
        emit ISettlement.FeesClaimed(node, treasury, 0.1 ether);
        settlement.claimFees(nodes);
        vm.assertEq(token.balanceOf(treasury), 0.1 ether);
        vm.assertEq(settlement.earnings(node).net, 3.9 ether);
        vm.assertEq(settlement.earnings(node).fee, 0);
    }

    function test_claimFeesRefusesWhenThereIsNothing() public {
        vm.expectRevert(abi.encodeWithSelector(ISettlement.NoFeesToClaim.selector));
        settlement.claimFees(new NodeId[](0));
    }
}
