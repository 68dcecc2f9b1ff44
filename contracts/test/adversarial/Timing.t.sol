// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";

/// @notice C-42: who moves first, and at which second (C15 to C17, C27, C29, C30).
contract TimingAttacksTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_C15_deadlinesAtTheEdges() public {
        uint40[5] memory bad = [
            uint40(0),
            uint40(block.timestamp - 1),
            uint40(block.timestamp),
            uint40(block.timestamp + 1 days + 1),
            type(uint40).max
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            JobTerms memory terms = _terms(0);
            terms.deadline = bad[i];
            vm.prank(client);
            (bool opened,) = address(settlement).call(abi.encodeCall(settlement.open, (terms)));
            vm.assertTrue(!opened, "opened");
        }
        JobTerms memory soonest = _terms(0);
        soonest.deadline = uint40(block.timestamp + 1);
        _open(soonest);
        JobTerms memory latest = _terms(1);
        latest.deadline = uint40(block.timestamp + 1 days);
        _open(latest);
    }

    function test_C16_aCopiedVerdictHelpsOnlyTheNodeThatItNames() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        vm.startPrank(stranger);
        NodeId theirs = registry.register(stranger);
        registry.attest(verdict, _signed(verdict, 2));
        vm.stopPrank();
        vm.assertEq(registry.node(node).appraisedAt, START + 1);
        vm.assertEq(registry.admission(theirs).until, 0);
    }

    function test_C16_anIdTakenInFrontCostsTheStakerNothing() public {
        vm.prank(stranger);
        NodeId taken = registry.register(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.OperatorMismatch.selector, taken, operator, stranger
            )
        );
        vm.prank(operator);
        registry.stake(taken, operator, 1 ether);
    }

    function test_C17_theFeeOfAJobIsThatOfItsOpening() public {
        _open(_terms(0));
        PolicyTerms memory dearer = _policyTerms();
        dearer.feeBps = 1000;
        vm.prank(owner);
        policy = registry.publishPolicy(dearer);
        vm.warp(START + 1);
        _attest(_verdict());
        JobTerms memory terms = _terms(0);
        terms.deadline = uint40(START + 1 hours);
        _settle(terms, 10);
        vm.assertEq(settlement.earnings(node).fee, 0.25 ether);
    }

    function test_C17_aKeySwappedBeforeOpenOpensNothing() public {
        JobTerms memory terms = _terms(0);
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.signer = stranger;
        _attest(verdict);
        vm.prank(client);
        (bool opened,) = address(settlement).call(abi.encodeCall(settlement.open, (terms)));
        vm.assertTrue(!opened, "opened for a key that the client had not checked");
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_C27_rebondingDodgesNoWindow() public {
        vm.startPrank(operator);
        registry.unbond(node, 10 ether);
        vm.warp(START + 21 days - 1);
        registry.rebond(node, 10 ether);
        registry.unbond(node, 1);
        vm.warp(START + 21 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.StakeLocked.selector, node, START + 42 days - 1, START + 21 days
            )
        );
        registry.withdraw(node);
        vm.stopPrank();
    }

    function test_C29_fifteenSecondsEitherWayChangeOnlyWhatTheyMust() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        vm.warp(uint256(terms.deadline) - 15);
        _assertSettles(terms, true);
        vm.warp(uint256(terms.deadline) + 15);
        _assertSettles(terms, false);
    }

    function test_C29_twoVerdictsOfOneSecondAreOne() public {
        Verdict memory verdict = _verdict();
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.VerdictNotNewer.selector, node, START, START)
        );
        registry.attest(verdict, _signed(verdict, 2));
    }

    function test_C29_afterALongPauseOfTheChainEverythingHasLapsedIntoARefund() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        vm.warp(START + 90 days);
        vm.assertTrue(registry.admission(node).until < block.timestamp, "still admits");
        _assertSettles(terms, false);
        settlement.refund(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_C30_inEverySecondAJobEitherSettlesOrIsRefunded() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        for (uint256 second = uint256(terms.deadline) - 2; second < terms.deadline + 3; ++second) {
            vm.warp(second);
            uint256 before = vm.snapshotState();
            _assertSettles(terms, second <= terms.deadline);
            (bool refunded,) = address(settlement).call(abi.encodeCall(settlement.refund, (terms)));
            vm.assertEq(refunded ? 1 : 0, second > terms.deadline ? 1 : 0, "refund");
            vm.assertEq(settlement.job(_idOf(terms)).deadline, 0);
            vm.revertToState(before);
        }
    }

    function test_C30_theOrderWithinABlockDoesNotMatter() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        vm.warp(uint256(terms.deadline) + 1);
        settlement.refund(terms);
        _assertSettles(terms, false);
        vm.assertEq(_free(client), 1000 ether);
    }

    function _assertSettles(JobTerms memory terms, bool expected) private {
        uint256 before = settlement.earnings(node).jobs;
        ReceiptRow[] memory rows = _rows(_row(terms, 4));
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));
        vm.assertEq(settlement.earnings(node).jobs - before, expected ? 1 : 0, "settled");
    }
}
