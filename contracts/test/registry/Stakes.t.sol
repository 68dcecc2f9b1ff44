// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Node } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Permit } from "../../src/types/Permit.sol";
import { Network } from "../base/Network.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-03: stake enters at once and leaves only after the whole unbonding time.
contract StakesTest is Network {
    uint256 private constant PAYER_KEY = 0x9A7E4;

    function setUp() public override {
        super.setUp();
        vm.prank(operator);
        node = registry.register(payout);
    }

    function test_stakeTakesTokensAndEmits() public {
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeAdded(node, operator, operator, 5 ether);
        _stake(5 ether);
        vm.assertEq(registry.node(node).stake, 5 ether);
        vm.assertEq(token.balanceOf(address(registry)), 5 ether);
    }

    function test_anybodyMayTopUp() public {
        _fund(stranger, address(registry));
        vm.prank(stranger);
        registry.stake(node, operator, 7 ether);
        vm.assertEq(registry.node(node).stake, 7 ether);
    }

    function test_stakeRefusesAnotherOperatorThanExpected() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.OperatorMismatch.selector, node, stranger, operator
            )
        );
        vm.prank(operator);
        registry.stake(node, stranger, 1);
    }

    function test_stakeRefusesAnUnknownNode() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, uint64(9)));
        registry.stake(NodeId.wrap(9), address(0), 1);
    }

    function test_stakeRefusesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAmount.selector));
        registry.stake(node, operator, 0);
    }

    function test_stakeWithPermitNeedsNoApproval() public {
        (address payer, Permit memory permit) = _permit(3 ether);
        vm.prank(payer);
        registry.stakeWithPermit(node, operator, 3 ether, permit);
        vm.assertEq(registry.node(node).stake, 3 ether);
    }

    function test_stakeWithPermitWorksWhenSomebodySubmittedThePermitBefore() public {
        (address payer, Permit memory permit) = _permit(3 ether);
        IERC20Permit(address(token))
            .permit(
                payer, address(registry), 3 ether, permit.deadline, permit.v, permit.r, permit.s
            );
        vm.prank(payer);
        registry.stakeWithPermit(node, operator, 3 ether, permit);
        vm.assertEq(registry.node(node).stake, 3 ether);
    }

    function test_aPermitOfSomebodyElsePaysNothing() public {
        (address payer, Permit memory permit) = _permit(3 ether);
        vm.expectRevert();
        vm.prank(stranger);
        registry.stakeWithPermit(node, operator, 3 ether, permit);
        vm.assertEq(token.allowance(payer, address(registry)), 0);
    }

    function test_unbondStartsTheClockAndEmits() public {
        _stake(5 ether);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeUnbonded(node, operator, 2 ether, uint40(START + 21 days));
        vm.prank(operator);
        registry.unbond(node, 2 ether);
        Node memory stored = registry.node(node);
        vm.assertEq(stored.stake, 3 ether);
        vm.assertEq(stored.unbonding, 2 ether);
        vm.assertEq(stored.releaseAt, START + 21 days);
    }

    function test_anyUnbondRestartsTheClockOfAll() public {
        _stake(5 ether);
        vm.startPrank(operator);
        registry.unbond(node, 2 ether);
        vm.warp(START + 20 days);
        registry.unbond(node, 1);
        vm.warp(START + 40 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.StakeLocked.selector, node, START + 41 days, START + 40 days
            )
        );
        registry.withdraw(node);
    }

    function test_unbondRefusesMoreThanIsStaked() public {
        _stake(5 ether);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.StakeTooLow.selector, node, 5 ether, 5 ether + 1)
        );
        vm.prank(operator);
        registry.unbond(node, 5 ether + 1);
    }

    function test_unbondRefusesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAmount.selector));
        vm.prank(operator);
        registry.unbond(node, 0);
    }

    function test_unbondRefusesAnybodyButTheOperator() public {
        _stake(5 ether);
        _expectNotOperator();
        vm.prank(stranger);
        registry.unbond(node, 1);
    }

    function test_rebondPutsItBackAndEmits() public {
        _stake(5 ether);
        vm.startPrank(operator);
        registry.unbond(node, 4 ether);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeRebonded(node, operator, 1 ether);
        registry.rebond(node, 1 ether);
        vm.stopPrank();
        vm.assertEq(registry.node(node).stake, 2 ether);
        vm.assertEq(registry.node(node).unbonding, 3 ether);
    }

    function test_rebondRefusesMoreThanUnbonds() public {
        _stake(5 ether);
        vm.startPrank(operator);
        registry.unbond(node, 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.UnbondingTooLow.selector, node, 1 ether, 1 ether + 1
            )
        );
        registry.rebond(node, 1 ether + 1);
    }

    function test_rebondRefusesNothing() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAmount.selector));
        vm.prank(operator);
        registry.rebond(node, 0);
    }

    function test_rebondRefusesAnybodyButTheOperator() public {
        _expectNotOperator();
        vm.prank(stranger);
        registry.rebond(node, 1);
    }

    function test_withdrawPaysThePayoutFromTheVerySecondOfRelease() public {
        _stake(5 ether);
        vm.startPrank(operator);
        registry.unbond(node, 2 ether);
        vm.warp(START + 21 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.StakeLocked.selector, node, START + 21 days, START + 21 days - 1
            )
        );
        registry.withdraw(node);
        vm.warp(START + 21 days);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeWithdrawn(node, operator, payout, 2 ether);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(payout), 2 ether);
        vm.assertEq(registry.node(node).unbonding, 0);
        vm.assertEq(registry.node(node).stake, 3 ether);
    }

    function test_withdrawSaysNoWordOfAHoldThatNeverWas() public {
        _stake(5 ether);
        vm.prank(operator);
        registry.unbond(node, 5 ether);
        vm.warp(START + 21 days);
        vm.recordLogs();
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(vm.getRecordedLogs().length, 2, "StakeWithdrawn and the token's Transfer");
    }

    function test_withdrawRefusesWhenNothingUnbonds() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NothingUnbonding.selector, node));
        vm.prank(operator);
        registry.withdraw(node);
    }

    function test_withdrawRefusesAnybodyButTheOperator() public {
        _expectNotOperator();
        vm.prank(stranger);
        registry.withdraw(node);
    }

    function test_newStakeDoesNotUnbond() public {
        _stake(5 ether);
        vm.prank(operator);
        registry.unbond(node, 5 ether);
        _stake(1 ether);
        vm.warp(START + 21 days);
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(registry.node(node).stake, 1 ether);
        vm.assertEq(token.balanceOf(address(registry)), 1 ether);
    }

    /// @notice C-04: what the registry holds is what it owes, whatever order things happen in.
    function testFuzz_theRegistryHoldsExactlyStakeAndUnbonding(uint256 seed) public {
        for (uint256 i = 0; i < 24; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            _act(seed);
            Node memory stored = registry.node(node);
            vm.assertEq(
                uint256(stored.stake) + stored.unbonding, token.balanceOf(address(registry))
            );
        }
    }

    function _act(uint256 seed) private {
        Node memory stored = registry.node(node);
        uint96 amount = uint96(_bounded(seed >> 8, 1, 50 ether));
        vm.warp(block.timestamp + _bounded(seed >> 128, 0, 8 days));
        vm.startPrank(operator);
        uint256 choice = seed % 4;
        if (choice == 0) registry.stake(node, operator, amount);
        if (choice == 1 && stored.stake >= amount) registry.unbond(node, amount);
        if (choice == 2 && stored.unbonding >= amount) registry.rebond(node, amount);
        if (choice == 3 && stored.unbonding != 0 && block.timestamp >= stored.releaseAt) {
            registry.withdraw(node);
        }
        vm.stopPrank();
    }

    function _stake(uint96 amount) private {
        vm.prank(operator);
        registry.stake(node, operator, amount);
    }

    function _permit(uint256 amount) private returns (address payer, Permit memory permit) {
        payer = vm.addr(PAYER_KEY);
        _fund(payer, address(this));
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            IERC20Permit(address(token)).DOMAIN_SEPARATOR(),
            keccak256(
                abi.encode(
                    keccak256(
                        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                    ),
                    payer,
                    address(registry),
                    amount,
                    0,
                    START + 1
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(PAYER_KEY, digest);
        permit = Permit(START + 1, v, r, s);
    }

    function _expectNotOperator() private {
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotOperator.selector, node, stranger, operator)
        );
    }
}
