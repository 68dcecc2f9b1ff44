// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseId } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Permit } from "../../src/types/Permit.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";
import { ReentrantToken } from "../tokens/ReentrantToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice C-20: a token that calls back from within every transfer (C01, C03 and C04 of the list of
/// attacks), into the same function, into others, into the other contract, and into what only reads.
contract ReentryTest is CaseNetwork {
    uint8 private constant FORGED = 1;
    uint256 private constant REGISTRY_MOVES = 4;
    uint256 private constant MOVES = 9;

    CaseId private due;
    uint256 private looks;

    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
        _open(_terms(1));
    }

    function _newToken() internal override returns (IERC20) {
        return new ReentrantToken();
    }

    function test_C01_theRegistryCannotBeReenteredWhereTokensMove() public {
        _fill();
        bytes[4] memory calls = [
            abi.encodeCall(registry.stake, (node, operator, 1)),
            abi.encodeCall(registry.stakeWithPermit, (node, operator, 1, Permit(0, 0, 0, 0))),
            abi.encodeCall(registry.withdraw, (node)),
            abi.encodeCall(registry.claimOwed, (treasury))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _arm(address(registry), calls[i]);
            for (uint256 move = 0; move < REGISTRY_MOVES; ++move) {
                _expectRefused();
                _move(move);
            }
        }
    }

    function test_C01_settlementCannotBeReenteredWhereTokensMove() public {
        _fill();
        bytes[5] memory calls = [
            abi.encodeCall(settlement.deposit, (client, 1)),
            abi.encodeCall(settlement.depositWithPermit, (client, 1, Permit(0, 0, 0, 0))),
            abi.encodeCall(settlement.withdraw, (client, 1)),
            abi.encodeCall(settlement.claim, (node)),
            abi.encodeCall(settlement.claimFees, (_nodes()))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _arm(address(settlement), calls[i]);
            for (uint256 move = REGISTRY_MOVES; move < MOVES; ++move) {
                _expectRefused();
                _move(move);
            }
        }
    }

    /// @dev The guard is each contract's own. What goes through the other one is what anyone may do
    /// anyway, and both are left with exactly what they book.
    function test_C03_aHookOfOneContractGainsNothingInTheOther() public {
        _fill();
        bytes[3] memory inSettlement = [
            abi.encodeCall(settlement.claim, (node)),
            abi.encodeCall(settlement.claimFees, (_nodes())),
            abi.encodeCall(settlement.refund, (_waiting()))
        ];
        bytes[2] memory inRegistry = [
            abi.encodeCall(registry.claimOwed, (treasury)), abi.encodeCall(registry.execute, (due))
        ];
        for (uint256 i = 0; i < MOVES; ++i) {
            bool fromRegistry = i < REGISTRY_MOVES;
            for (uint256 j = 0; j < (fromRegistry ? 3 : 2); ++j) {
                uint256 before = vm.snapshotState();
                if (fromRegistry) _arm(address(settlement), inSettlement[j]);
                else _arm(address(registry), inRegistry[j]);
                _move(i);
                _assertExact();
                vm.revertToState(before);
            }
        }
    }

    /// @dev Settling moves no token and has no guard: what it adds in the middle of a claim is not lost,
    /// and not paid twice.
    function test_C03_whatAHookEarnsWithinAClaimIsPaidByTheNext() public {
        ReceiptRow[] memory rows = _rows(_row(_terms(1), 8));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        _arm(address(settlement), abi.encodeCall(settlement.settle, (rows, signature)));
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
        _assertExact();
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether + 7.8 ether);
        _assertExact();
    }

    /// @dev The token has moved already: books and holdings are those of after the call.
    function test_C04_noViewShowsABookThatIsNotBackedDuringATransfer() public {
        _fill();
        for (uint256 i = 0; i < MOVES; ++i) {
            uint256 before = vm.snapshotState();
            _arm(address(this), abi.encodeCall(this.lookFromWithin, ()));
            _move(i);
            vm.assertEq(looks, 1, "looks");
            vm.revertToState(before);
        }
    }

    function lookFromWithin() external {
        ++looks;
        _assertExact();
    }

    // ---------------------------------------------------------------- inside

    /// @dev Everything that can move tokens has something to move, and a case is due.
    function _fill() private {
        vm.prank(operator);
        registry.unbond(node, 2 ether);
        CaseId first = _condemn(enclave, FORGED);
        due = _condemn(enclave, FORGED + 1);
        vm.warp(START + 60 days);
        registry.execute(first);
    }

    /// @dev The nine functions that move tokens, each by whoever may.
    function _move(uint256 which) private {
        Permit memory none = Permit(0, 0, 0, 0);
        vm.prank(which < REGISTRY_MOVES ? operator : client);
        if (which == 0) registry.stake(node, operator, 1 ether);
        else if (which == 1) registry.stakeWithPermit(node, operator, 1 ether, none);
        else if (which == 2) registry.withdraw(node);
        else if (which == 3) registry.claimOwed(treasury);
        else if (which == 4) settlement.deposit(client, 1 ether);
        else if (which == 5) settlement.depositWithPermit(client, 1 ether, none);
        else if (which == 6) settlement.withdraw(client, 1 ether);
        else if (which == 7) settlement.claim(node);
        else settlement.claimFees(_nodes());
    }

    /// @dev The job that is open, whatever the time.
    function _waiting() private view returns (JobTerms memory terms) {
        terms = _terms(1);
        terms.deadline = uint40(START + 1 hours);
    }

    function _nodes() private view returns (NodeId[] memory nodes) {
        nodes = new NodeId[](1);
        nodes[0] = node;
    }

    function _arm(address target, bytes memory call) private {
        ReentrantToken(address(token)).arm(target, call);
    }

    function _expectRefused() private {
        vm.expectRevert(
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
    }

    function _assertExact() private view {
        uint256 staked = uint256(registry.node(node).stake) + registry.node(node).unbonding;
        vm.assertEq(
            token.balanceOf(address(registry)), staked + registry.owed(treasury), "registry"
        );
        uint256 booked = uint256(_free(client)) + settlement.job(_idOf(_waiting())).amount
            + settlement.earnings(node).net + settlement.earnings(node).fee;
        vm.assertEq(token.balanceOf(address(settlement)), booked, "settlement");
    }
}
