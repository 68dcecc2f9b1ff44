// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CaseId } from "../../src/types/Case.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-55: stake that answered for a key stays slashable until its wait is over; open cases hold
/// only the share that they could take, and a withdrawal for at most MAX_CASE_HOLD.
contract CaseHoldTest is CaseNetwork {
    uint256 private constant RELEASE = START + 21 days;
    uint256 private constant HOLD_END = RELEASE + 14 days;

    function setUp() public override {
        super.setUp();
        _launch();
        vm.prank(operator);
        registry.unbond(node, 40 ether);
    }

    function test_anOpenCaseHoldsItsShareOnly() public {
        _condemnAt(RELEASE - 1);
        vm.assertEq(registry.node(node).holdUntil, HOLD_END);
        vm.warp(RELEASE);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeWithdrawn(node, operator, payout, 20 ether);
        vm.expectEmit(address(registry));
        emit ICases.WithdrawalHeld(node, uint40(HOLD_END), uint40(HOLD_END));
        _withdraw();
        vm.assertEq(registry.node(node).unbonding, 20 ether);
        _refuseWithdrawal(HOLD_END);
    }

    function test_aPartialWithdrawalSavesNothingOfTheSlash() public {
        CaseId caseId = _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        vm.warp(RELEASE + 3 days);
        vm.expectEmit(address(registry));
        emit ICases.CaseExecuted(caseId, node, treasury, 30 ether, 20 ether, 0, 0);
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), 50 ether);
        vm.assertEq(registry.node(node).unbonding, 0);
        vm.assertEq(registry.node(node).holdUntil, 0);
    }

    function test_theHeldShareMixesWithNoOtherStake() public {
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        bytes memory refused =
            abi.encodeWithSelector(INodeRegistry.StakeLocked.selector, node, HOLD_END, RELEASE);
        vm.startPrank(operator);
        vm.expectRevert(refused);
        registry.rebond(node, 1 ether);
        vm.expectRevert(refused);
        registry.unbond(node, 1 ether);
        vm.stopPrank();
    }

    function test_aVetoReleasesWhatIsHeldAtOnce() public {
        CaseId caseId = _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        vm.expectEmit(address(registry));
        emit ICases.CaseVetoed(caseId, node);
        vm.expectEmit(address(registry));
        emit ICases.WithdrawalHeld(node, uint40(RELEASE), 0);
        vm.prank(guardian);
        registry.veto(caseId);
        _withdraw();
        vm.assertEq(registry.node(node).unbonding, 0);
        vm.assertEq(token.balanceOf(payout), 40 ether);
    }

    function test_aCaseThatNobodyExecutesHoldsNoLongerThanTheLimit() public {
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        vm.warp(HOLD_END - 1);
        _refuseWithdrawal(HOLD_END);
        vm.warp(HOLD_END);
        _withdraw();
        vm.assertEq(token.balanceOf(payout), 40 ether);
        vm.assertEq(registry.node(node).holdUntil, 0);
        vm.assertEq(registry.node(node).releaseAt, RELEASE);
        vm.prank(operator);
        registry.unbond(node, 1 ether);
        vm.assertEq(registry.node(node).holdUntil, HOLD_END + 21 days + 14 days);
    }

    function test_casesThatCouldTakeAllHoldAll() public {
        _condemnAt(RELEASE - 2);
        vm.prank(guardian);
        registry.veto(CaseId.wrap(1));
        _condemn(_condemnationOf(2));
        _condemn(_condemnationOf(3));
        vm.warp(RELEASE);
        _refuseWithdrawal(HOLD_END);
        vm.prank(guardian);
        registry.veto(CaseId.wrap(2));
        _withdraw();
        vm.assertEq(registry.node(node).unbonding, 20 ether);
    }

    function test_manyCasesTogetherHoldNoLongerThanOne() public {
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE - 1);
        _condemn(_condemnationOf(2));
        vm.warp(RELEASE + 1 days);
        _condemn(_condemnationOf(3));
        vm.assertEq(registry.node(node).holdUntil, HOLD_END);
        vm.warp(HOLD_END);
        _withdraw();
        vm.assertEq(token.balanceOf(payout), 40 ether);
    }

    function test_aCaseOpenedAfterTheWaitNeitherHoldsNorTakesWhatHadUnbonded() public {
        CaseId caseId = _condemnAt(RELEASE);
        vm.assertEq(registry.node(node).holdUntil, 0);
        vm.warp(RELEASE + 3 days);
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), 30 ether);
        vm.assertEq(registry.node(node).unbonding, 40 ether);
        _withdraw();
        vm.assertEq(token.balanceOf(payout), 40 ether);
    }

    function test_aLateCaseTakesNothingOfTheShareHeldForAnEarlierOne() public {
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        CaseId late = _condemn(_condemnationOf(2));
        vm.warp(RELEASE + 3 days);
        registry.execute(late);
        vm.assertEq(registry.node(node).unbonding, 20 ether);
        registry.execute(CaseId.wrap(1));
        vm.assertEq(registry.owed(treasury), 30 ether + 15 ether + 20 ether);
    }

    function test_aSlashOfBothPartsLeavesTheHoldOfOtherCases() public {
        CaseId first = _condemnAt(RELEASE - 1);
        _condemn(_condemnationOf(2));
        vm.warp(RELEASE + 3 days);
        registry.execute(first);
        vm.assertEq(registry.node(node).unbonding, 20 ether);
        vm.assertEq(registry.node(node).holdUntil, HOLD_END);
        _withdraw();
        vm.assertEq(registry.node(node).unbonding, 10 ether);
    }

    function test_unbondingUnderAnOpenCaseIsHeldFromItsOwnRelease() public {
        vm.warp(START + 1 days);
        CaseId caseId = _condemn(_condemnationOf(1));
        vm.warp(START + 2 days);
        vm.prank(operator);
        registry.unbond(node, 10 ether);
        vm.assertEq(registry.node(node).holdUntil, START + 2 days + 21 days + 14 days);
        vm.warp(START + 4 days);
        registry.execute(caseId);
        vm.assertEq(registry.node(node).stake, 25 ether);
        vm.assertEq(registry.node(node).unbonding, 25 ether);
        vm.assertEq(registry.node(node).holdUntil, 0);
    }

    function test_rebondingUnderAnOpenCaseKeepsStakeSlashable() public {
        CaseId caseId = _condemnAt(RELEASE - 1);
        vm.prank(operator);
        registry.rebond(node, 40 ether);
        vm.warp(RELEASE + 3 days);
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), 50 ether);
        vm.assertEq(registry.node(node).stake, 50 ether);
    }

    function test_aSingleUnitIsHeldWhole() public {
        vm.startPrank(operator);
        registry.rebond(node, 40 ether - 1);
        vm.stopPrank();
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _refuseWithdrawal(HOLD_END);
    }

    function test_ofTwoUnitsOneIsHeld() public {
        vm.prank(operator);
        registry.rebond(node, 40 ether - 2);
        _condemnAt(RELEASE - 1);
        vm.warp(RELEASE);
        _withdraw();
        vm.assertEq(registry.node(node).unbonding, 1);
        _refuseWithdrawal(HOLD_END);
    }

    function test_moreCasesThanCanBeCountedInSharesHoldAll() public {
        vm.warp(RELEASE - 1);
        for (uint64 nonce = 0; nonce < 14; ++nonce) {
            _equivocate(_terms(nonce), 1, 2);
        }
        vm.warp(RELEASE);
        _refuseWithdrawal(HOLD_END);
    }

    function testFuzz_theBooksBalanceWhateverTheOrder(uint256 seed) public {
        for (uint256 i = 0; i < 24; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            vm.warp(block.timestamp + (random >> 8) % 6 days);
            _act(random % 7, uint96((random >> 64) % 60 ether), uint8((random >> 128) % 4) + 1);
            vm.assertEq(
                uint256(registry.node(node).stake) + registry.node(node).unbonding
                    + registry.owed(treasury),
                token.balanceOf(address(registry))
            );
        }
    }

    /// @dev Whatever is refused leaves the books as they were.
    function _act(uint256 kind, uint96 amount, uint8 cause) private {
        if (kind < 4) vm.prank(operator);
        if (kind == 0) _try(abi.encodeCall(registry.unbond, (node, amount)));
        if (kind == 1) _try(abi.encodeCall(registry.rebond, (node, amount)));
        if (kind == 2) _try(abi.encodeCall(registry.withdraw, (node)));
        if (kind == 3) _try(abi.encodeCall(registry.stake, (node, operator, amount)));
        if (kind == 4) {
            _try(
                abi.encodeCall(
                    registry.condemn, (_condemnationOf(cause), _signed(_condemnationOf(cause)))
                )
            );
        }
        if (kind == 5) _try(abi.encodeCall(registry.execute, (CaseId.wrap(cause))));
        if (kind == 6) {
            vm.prank(guardian);
            _try(abi.encodeCall(registry.veto, (CaseId.wrap(cause))));
        }
    }

    function _try(bytes memory call) private {
        (bool done,) = address(registry).call(call);
        done;
    }

    function _condemnationOf(uint8 cause) private view returns (Condemnation memory condemnation) {
        condemnation = _condemnation(enclave, cause);
        condemnation.faultAt = uint40(START);
    }

    function _condemnAt(uint256 time) private returns (CaseId) {
        vm.warp(time);
        return _condemn(_condemnationOf(1));
    }

    function _withdraw() private {
        vm.prank(operator);
        registry.withdraw(node);
    }

    function _refuseWithdrawal(uint256 until) private {
        vm.prank(operator);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StakeLocked.selector, node, until, block.timestamp)
        );
        registry.withdraw(node);
    }
}
