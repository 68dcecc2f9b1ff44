// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CaseId, CaseStatus } from "../../src/types/Case.sol";
import { NodeStatus } from "../../src/types/Node.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-54: a judged case ends once: vetoed by the guardian before it is due, or executed by anyone
/// from then on, taking its fixed share pro rata, all of it for the treasury.
contract CaseEndTest is CaseNetwork {
    CaseId private caseId;

    function setUp() public override {
        super.setUp();
        _launch();
        caseId = _condemn(enclave, 1);
    }

    function test_anyoneExecutesAfterTheDelay() public {
        vm.warp(START + 3 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.CaseNotDue.selector, caseId, START + 3 days, START + 3 days - 1
            )
        );
        registry.execute(caseId);
        vm.warp(START + 3 days);
        vm.expectEmit(address(registry));
        emit ICases.CaseExecuted(caseId, node, treasury, _bps(MIN_STAKE), 0, 0, 0);
        vm.prank(stranger);
        registry.execute(caseId);
        vm.assertEq(registry.node(node).stake, MIN_STAKE - _bps(MIN_STAKE));
        vm.assertEq(registry.node(node).openCases, 0);
        vm.assertTrue(registry.node(node).status == NodeStatus.Condemned);
        vm.assertEq(registry.owed(treasury), _bps(MIN_STAKE));
        vm.assertTrue(registry.caseById(caseId).status == CaseStatus.Executed);
        _refuse(CaseStatus.Executed);
    }

    function test_theGuardianVetoesBeforeItIsDue() public {
        vm.warp(START + 3 days - 1);
        vm.expectEmit(address(registry));
        emit ICases.CaseVetoed(caseId, node);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.assertEq(registry.node(node).stake, MIN_STAKE);
        vm.assertEq(registry.node(node).openCases, 0);
        vm.assertTrue(registry.isCondemned(enclave));
        _refuse(CaseStatus.Vetoed);
    }

    function test_aVetoIsTooLateOnceTheCaseIsDue() public {
        vm.warp(START + 3 days);
        vm.prank(guardian);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.VetoTooLate.selector, caseId, START + 3 days, START + 3 days
            )
        );
        registry.veto(caseId);
    }

    function test_onlyTheGuardianVetoes() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotGuardian.selector, owner, guardian));
        registry.veto(caseId);
    }

    function test_whatDoesNotExistNeverEnds() public {
        caseId = CaseId.wrap(2);
        _refuse(CaseStatus.None);
    }

    function test_aCaseThatHeldNothingEndsWithoutAWordOfAHold() public {
        CaseId second = _condemn(enclave, 2);
        vm.recordLogs();
        vm.prank(guardian);
        registry.veto(second);
        vm.warp(START + 3 days);
        registry.execute(caseId);
        vm.assertEq(vm.getRecordedLogs().length, 2);
    }

    function test_bondedAndUnbondingStakeAnswerProRataToTheLastSecond() public {
        vm.prank(operator);
        registry.unbond(node, 40 ether);
        vm.warp(START + 21 days - 1);
        registry.execute(caseId);
        vm.assertEq(registry.node(node).stake, 30 ether);
        vm.assertEq(registry.node(node).unbonding, 20 ether);
        vm.assertEq(registry.owed(treasury), 50 ether);
    }

    function test_casesOneAfterTheOtherTakeTheirShareOfWhatIsLeft() public {
        CaseId second = _condemn(enclave, 2);
        vm.warp(START + 3 days);
        registry.execute(second);
        registry.execute(caseId);
        vm.assertEq(registry.node(node).stake, 25 ether);
        vm.assertEq(registry.owed(treasury), 75 ether);
    }

    function test_aNodeWithoutStakeLosesNothing() public {
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 60 days);
        vm.prank(operator);
        registry.withdraw(node);
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), 0);
        vm.assertEq(registry.node(node).stake, 0);
    }

    function test_oddAmountsRoundForTheNode() public {
        vm.prank(operator);
        registry.stake(node, operator, 1);
        _executeLater(caseId);
        vm.assertEq(registry.owed(treasury), 50 ether);
        vm.assertEq(registry.node(node).stake, 50 ether + 1);
    }

    function test_aSingleUnitIsOwedToo() public {
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE - 2);
        vm.warp(START + 60 days);
        registry.withdraw(node);
        vm.stopPrank();
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), 1);
    }

    function test_theTreasuryOfTheMomentIsOwed() public {
        vm.prank(owner);
        registry.setTreasury(stranger);
        _executeLater(caseId);
        vm.assertEq(registry.owed(stranger), 50 ether);
        vm.assertEq(registry.owed(treasury), 0);
    }

    function test_whatIsOwedIsPulledOnceByAnyoneForItsOwnerOnly() public {
        vm.expectRevert(abi.encodeWithSelector(ICases.NothingOwed.selector, treasury));
        registry.claimOwed(treasury);
        _executeLater(caseId);
        uint256 before = token.balanceOf(treasury);
        vm.expectEmit(address(registry));
        emit ICases.OwedClaimed(treasury, 50 ether);
        vm.prank(stranger);
        registry.claimOwed(treasury);
        vm.assertEq(token.balanceOf(treasury) - before, 50 ether);
        vm.assertEq(token.balanceOf(address(registry)), 50 ether);
        vm.expectRevert(abi.encodeWithSelector(ICases.NothingOwed.selector, treasury));
        registry.claimOwed(treasury);
    }

    function _refuse(CaseStatus status) private {
        bytes memory refused = abi.encodeWithSelector(ICases.CaseNotOpen.selector, caseId, status);
        vm.expectRevert(refused);
        registry.execute(caseId);
        vm.prank(guardian);
        vm.expectRevert(refused);
        registry.veto(caseId);
    }
}
