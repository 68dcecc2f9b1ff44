// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Custody } from "../../src/libraries/Custody.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Permit } from "../../src/types/Permit.sol";
import { Network } from "../base/Network.sol";
import { OddToken } from "../tokens/OddToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice C-40: tokens that misbehave (C05 to C11 and C19 of the list of attacks).
contract OddTokensTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
        vm.prank(operator);
        registry.unbond(node, 1 ether);
    }

    function _newToken() internal override returns (IERC20) {
        return new OddToken();
    }

    function testFuzz_C05_aTokenThatChargesIsRefused(uint256 seed) public {
        uint256 bps = _bounded(seed, 1, 10_000);
        OddToken(address(token)).charge(bps);
        _refused(operator, address(registry), _staking());
        _refused(client, address(settlement), _depositing());
        _assertBooks();
    }

    function test_C05_aChargeTooSmallToTakeAnythingChangesNothing() public {
        OddToken(address(token)).charge(1);
        vm.prank(client);
        settlement.deposit(client, 9999);
        vm.assertEq(_free(client), 996 ether + 9999);
        _assertBooks();
    }

    function test_C06_aTokenThatDevoursWhatIsThereIsRefusedWhateverTheAmount() public {
        OddToken(address(token)).become(OddToken.Oddity.Devours);
        for (uint96 amount = 1; amount < 3; ++amount) {
            vm.expectRevert(
                abi.encodeWithSelector(Custody.TokenReceivedMismatch.selector, amount, 0)
            );
            vm.prank(operator);
            registry.stake(node, operator, amount);
        }
    }

    function test_C06_aTokenThatShrinksHarmsOnlyWhomItRunsShortFor() public {
        uint256 held = token.balanceOf(address(settlement));
        OddToken(address(token)).rebase(address(settlement), held / 2);
        uint128 half = uint128(held / 2);
        vm.prank(client);
        settlement.withdraw(client, half);
        vm.assertEq(token.balanceOf(address(settlement)), 0);
        _refused(stranger, address(settlement), abi.encodeCall(settlement.claim, (node)));
        vm.assertEq(settlement.earnings(node).net, 3.9 ether);
        vm.warp(START + 21 days);
        vm.prank(operator);
        registry.withdraw(node);
    }

    function test_C06_aTokenThatGrowsIsNobodys() public {
        OddToken(address(token)).rebase(address(settlement), 5000 ether);
        vm.assertEq(_free(client), 996 ether);
        _refused(
            client, address(settlement), abi.encodeCall(settlement.withdraw, (client, 997 ether))
        );
    }

    function test_C07_aBlockedPayoutStopsNobodyElse() public {
        _open(_terms(1));
        OddToken(address(token)).blockOne(payout);
        _settle(_terms(1), 4);
        _refused(stranger, address(settlement), abi.encodeCall(settlement.claim, (node)));
        vm.prank(client);
        settlement.withdraw(client, 1 ether);
        vm.prank(operator);
        registry.setPayout(node, operator);
        settlement.claim(node);
        vm.assertEq(settlement.earnings(node).net, 0);
    }

    function test_C08_aPausedTokenOnlyMakesWait() public {
        _open(_terms(1));
        _open(_terms(2));
        OddToken(address(token)).become(OddToken.Oddity.Pauses);
        _settle(_terms(1), 4);
        vm.prank(operator);
        settlement.cancel(_terms(2));
        _refused(
            client, address(settlement), abi.encodeCall(settlement.withdraw, (client, 1 ether))
        );
        OddToken(address(token)).become(OddToken.Oddity.None);
        vm.prank(client);
        settlement.withdraw(client, 992 ether);
        _assertBooks();
    }

    function test_C09_whateverATokenAnswersTheBooksSayWhatIsHeld() public {
        for (uint8 i = 1; i <= uint8(OddToken.Oddity.ReturnsABomb); ++i) {
            uint256 before = vm.snapshotState();
            OddToken(address(token)).become(OddToken.Oddity(i));
            _tryAll();
            _assertBooks();
            vm.revertToState(before);
        }
    }

    function test_C09_aTokenThatReturnsNothingWorks() public {
        OddToken(address(token)).become(OddToken.Oddity.ReturnsNothing);
        vm.assertEq(_tryAll(), 6);
    }

    function test_C09_anAnswerThatIsNotTrueIsRefused() public {
        OddToken(address(token)).become(OddToken.Oddity.ReturnsTwo);
        vm.assertEq(_tryAll(), 0);
        OddToken(address(token)).become(OddToken.Oddity.Returns31Bytes);
        vm.assertEq(_tryAll(), 0);
        OddToken(address(token)).become(OddToken.Oddity.RevertsSilently);
        vm.assertEq(_tryAll(), 0);
    }

    function testFuzz_C10_decimalsChangeNothing(uint8 places) public {
        OddToken(address(token)).setDecimals(places);
        vm.assertEq(_tryAll(), 6);
        _assertBooks();
    }

    function test_C10_aPaymentToSettlementItselfHarmsOnlyItsSender() public {
        vm.prank(client);
        settlement.withdraw(address(settlement), 1 ether);
        vm.assertEq(_free(client), 995 ether);
        vm.assertEq(token.balanceOf(address(settlement)), 1000 ether);
    }

    function test_C11_donationsAndForcedEtherMoveNothing() public {
        uint96 staked = registry.node(node).stake;
        OddToken(address(token)).mint(address(registry), 5 ether);
        OddToken(address(token)).mint(address(settlement), 5 ether);
        vm.deal(address(registry), 1 ether);
        vm.deal(address(settlement), 1 ether);
        vm.assertEq(registry.node(node).stake, staked);
        vm.assertEq(_free(client), 996 ether);
        vm.assertEq(_tryAll(), 6);
    }

    function test_C19_anAnswerOfAMegabyteIsNotCopied() public {
        OddToken(address(token)).become(OddToken.Oddity.ReturnsABomb);
        vm.prank(client);
        (bool done,) = address(settlement).call{ gas: 3_500_000 }(
            abi.encodeCall(settlement.withdraw, (client, 1 ether))
        );
        vm.assertTrue(done, "copying it as well would take twice the gas");
    }

    /// @dev More units than an account can count: what does not fit waits, and is never cut off.
    function test_C24_aRefundThatDoesNotFitWaitsForRoom() public {
        JobTerms memory terms = _terms(1);
        _open(terms);
        uint128 room = type(uint128).max - _free(client);
        OddToken(address(token)).rebase(client, room);
        vm.prank(client);
        settlement.deposit(client, room);
        vm.warp(uint256(terms.deadline) + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                SafeCast.SafeCastOverflowedUintDowncast.selector,
                128,
                uint256(type(uint128).max) + 10 ether
            )
        );
        settlement.refund(terms);
        vm.prank(client);
        settlement.withdraw(client, 10 ether);
        settlement.refund(terms);
        vm.assertEq(_free(client), type(uint128).max);
    }

    function test_C24_theFirstToStakeGetsWhatTheyPutInWhateverWasDonatedBefore() public {
        OddToken(address(token)).mint(address(registry), 1000 ether);
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, 1);
        vm.stopPrank();
        vm.assertEq(registry.node(node).stake, 1);
    }

    // ---------------------------------------------------------------- inside

    /// @return done How many of the six functions that move tokens went through.
    function _tryAll() private returns (uint256 done) {
        Permit memory none = Permit(0, 0, 0, 0);
        uint256 start = block.timestamp;
        done += _try(operator, address(registry), _staking());
        done += _try(
            operator,
            address(registry),
            abi.encodeCall(registry.stakeWithPermit, (node, operator, 1 ether, none))
        );
        done += _try(client, address(settlement), _depositing());
        done += _try(
            client, address(settlement), abi.encodeCall(settlement.withdraw, (client, 1 ether))
        );
        done += _try(stranger, address(settlement), abi.encodeCall(settlement.claim, (node)));
        vm.warp(start + 21 days);
        done += _try(operator, address(registry), abi.encodeCall(registry.withdraw, (node)));
        vm.warp(start);
    }

    function _try(address caller, address target, bytes memory call) private returns (uint256) {
        vm.prank(caller);
        (bool done,) = target.call(call);
        return done ? 1 : 0;
    }

    function _refused(address caller, address target, bytes memory call) private {
        vm.assertEq(_try(caller, target, call), 0, "went through");
    }

    function _staking() private view returns (bytes memory) {
        return abi.encodeCall(registry.stake, (node, operator, 1 ether));
    }

    function _depositing() private view returns (bytes memory) {
        return abi.encodeCall(settlement.deposit, (client, 1 ether));
    }

    function _assertBooks() private view {
        uint256 backing = uint256(registry.node(node).stake) + registry.node(node).unbonding;
        vm.assertEq(token.balanceOf(address(registry)), backing, "registry");
        uint256 owed =
            uint256(_free(client)) + settlement.earnings(node).net + settlement.earnings(node).fee;
        vm.assertEq(token.balanceOf(address(settlement)), owed, "settlement");
    }
}
