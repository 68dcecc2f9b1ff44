// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Network } from "../base/Network.sol";

/// @notice C-14: a job that was not settled gives all its money back, to its client alone.
contract RefundTest is Network {
    JobTerms private terms;

    function setUp() public override {
        super.setUp();
        _launch();
        terms = _terms(0);
        _open(terms);
    }

    function test_refundGivesAllBackAfterTheDeadlineAndEmits() public {
        vm.warp(terms.deadline + 1);
        vm.expectEmit(address(settlement));
        emit IJobEscrow.JobRefunded(_idOf(terms), node, client, 10 ether);
        vm.prank(stranger);
        settlement.refund(terms);
        vm.assertEq(_free(client), 1000 ether);
        vm.assertEq(settlement.job(_idOf(terms)).deadline, 0);
    }

    function test_refundRefusesUpToTheVerySecondOfTheDeadline() public {
        vm.warp(terms.deadline);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.DeadlineNotPassed.selector, _idOf(terms), terms.deadline, terms.deadline
            )
        );
        settlement.refund(terms);
    }

    function test_refundRefusesAJobThatIsNotOpen() public {
        _settle(terms, 1);
        vm.warp(terms.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobNotOpen.selector, _idOf(terms)));
        settlement.refund(terms);
    }

    function test_refundRefusesASecondTime() public {
        vm.warp(terms.deadline + 1);
        settlement.refund(terms);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobNotOpen.selector, _idOf(terms)));
        settlement.refund(terms);
    }

    function test_refundRefusesChangedTerms() public {
        vm.warp(terms.deadline + 1);
        JobTerms memory changed = terms;
        changed.client = stranger;
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobNotOpen.selector, _idOf(changed)));
        settlement.refund(changed);
    }

    function test_theOperatorCancelsAtAnyTimeAndTheClientGetsAllBack() public {
        vm.expectEmit(address(settlement));
        emit IJobEscrow.JobCancelled(_idOf(terms), node, client, 10 ether);
        vm.prank(operator);
        settlement.cancel(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_cancelRefusesAnybodyButTheOperator() public {
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.NotNodeOperator.selector, client, operator)
        );
        vm.prank(client);
        settlement.cancel(terms);
    }

    function test_cancelRefusesAJobThatIsNotOpen() public {
        _settle(terms, 1);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.JobNotOpen.selector, _idOf(terms)));
        vm.prank(operator);
        settlement.cancel(terms);
    }
}
