// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Node, NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";

/// @notice C-02: a node has one operator, and only that operator disposes of it.
contract OperatorsTest is Network {
    function test_registerNumbersNodesFromOne() public {
        vm.assertEq(NodeId.unwrap(registry.register(payout)), 1);
        vm.assertEq(NodeId.unwrap(registry.register(payout)), 2);
        vm.assertEq(registry.globals().nodeCount, 2);
    }

    function test_registerStoresOperatorAndPayoutAndEmits() public {
        vm.expectEmit(address(registry));
        emit INodeRegistry.NodeRegistered(NodeId.wrap(1), operator, payout);
        vm.prank(operator);
        node = registry.register(payout);
        Node memory stored = registry.node(node);
        vm.assertEq(stored.operator, operator);
        vm.assertEq(stored.payout, payout);
        vm.assertTrue(stored.status == NodeStatus.Registered);
        vm.assertEq(registry.operatorOf(node), operator);
        vm.assertEq(registry.payoutOf(node), payout);
    }

    function test_registerRefusesAZeroPayout() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
        registry.register(address(0));
    }

    function test_anUnknownNodeHasNothingToRead() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, uint64(9)));
        registry.node(NodeId.wrap(9));
        vm.assertEq(registry.operatorOf(NodeId.wrap(9)), address(0));
    }

    function test_setPayoutMovesThePayoutAndEmits() public {
        _launch();
        vm.expectEmit(address(registry));
        emit INodeRegistry.PayoutSet(node, operator, stranger);
        vm.prank(operator);
        registry.setPayout(node, stranger);
        vm.assertEq(registry.payoutOf(node), stranger);
    }

    function test_setPayoutRefusesZero() public {
        _launch();
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
        vm.prank(operator);
        registry.setPayout(node, address(0));
    }

    function test_setPayoutRefusesAnybodyButTheOperator() public {
        _launch();
        _expectNotOperator(stranger);
        vm.prank(stranger);
        registry.setPayout(node, stranger);
    }

    function test_transferOperatorRefusesAnybodyButTheOperator() public {
        _launch();
        _expectNotOperator(stranger);
        vm.prank(stranger);
        registry.transferOperator(node, stranger);
    }

    function test_transferOperatorChangesNothingUntilAccepted() public {
        _launch();
        vm.expectEmit(address(registry));
        emit INodeRegistry.OperatorTransferStarted(node, operator, stranger);
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.assertEq(registry.operatorOf(node), operator);
        vm.assertTrue(registry.admission(node).until != 0);
    }

    function test_acceptOperatorRefusesAnybodyButThePendingOperator() public {
        _launch();
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.NotPendingOperator.selector, node, stranger, address(0)
            )
        );
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
    }

    function test_acceptOperatorRefusesLessStakeThanExpected() public {
        _launch();
        vm.startPrank(operator);
        registry.transferOperator(node, stranger);
        registry.unbond(node, 1);
        vm.stopPrank();
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.StakeTooLow.selector, node, MIN_STAKE - 1, MIN_STAKE
            )
        );
        vm.prank(stranger);
        registry.acceptOperator(node, MIN_STAKE);
    }

    function test_acceptOperatorResetsThePayoutAndGatesTheNode() public {
        _launch();
        _handOver();
        Node memory stored = registry.node(node);
        vm.assertEq(stored.operator, stranger);
        vm.assertEq(stored.payout, stranger);
        vm.assertEq(stored.pendingOperator, address(0));
        vm.assertTrue(stored.status == NodeStatus.Registered);
        vm.assertEq(registry.admission(node).until, 0);
    }

    function test_aVerdictForTheNewOperatorOpensTheNodeAgain() public {
        _launch();
        _handOver();
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        _attest(verdict);
        vm.assertEq(registry.admission(node).until, verdict.validUntil);
    }

    function test_whatWasOpenedBeforeATransferStillSettles() public {
        _launch();
        _open(_terms(0));
        _handOver();
        _settle(_terms(0), 4);
        vm.assertEq(settlement.earnings(node).jobs, 1);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(stranger), 3.9 ether);
    }

    function _handOver() private {
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.expectEmit(address(registry));
        emit INodeRegistry.OperatorTransferred(node, operator, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, MIN_STAKE);
    }

    function _expectNotOperator(address caller) private {
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotOperator.selector, node, caller, operator)
        );
    }
}
