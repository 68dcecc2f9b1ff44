// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Custody } from "../src/libraries/Custody.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { Permit } from "../src/types/Permit.sol";
import { Network } from "./base/Network.sol";
import { ChargingToken } from "./tokens/ChargingToken.sol";
import { FalseToken } from "./tokens/FalseToken.sol";
import { LyingToken } from "./tokens/LyingToken.sol";
import { ReentrantToken } from "./tokens/ReentrantToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice C-20: a token that charges, fails, lies or calls back cannot unbalance the books. Every
/// function that moves tokens meets the whole shelf.
abstract contract HostileToken is Network {
    function _turn() internal virtual;
    function _reasonIn(uint256 amount) internal virtual returns (bytes memory);

    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
        vm.prank(operator);
        registry.unbond(node, 1 ether);
        _turn();
    }

    function test_stakeIsRefused() public {
        vm.expectRevert(_reasonIn(1 ether));
        vm.prank(operator);
        registry.stake(node, operator, 1 ether);
    }

    function test_stakeWithPermitIsRefused() public {
        vm.expectRevert(_reasonIn(1 ether));
        vm.prank(operator);
        registry.stakeWithPermit(node, operator, 1 ether, Permit(0, 0, 0, 0));
    }

    function test_depositIsRefused() public {
        vm.expectRevert(_reasonIn(1 ether));
        vm.prank(client);
        settlement.deposit(client, 1 ether);
    }

    function test_depositWithPermitIsRefused() public {
        vm.expectRevert(_reasonIn(1 ether));
        vm.prank(client);
        settlement.depositWithPermit(client, 1 ether, Permit(0, 0, 0, 0));
    }
}

contract ChargingTokenTest is HostileToken {
    function _newToken() internal override returns (IERC20) {
        return new ChargingToken();
    }

    function _turn() internal override {
        ChargingToken(address(token)).charge();
    }

    function _reasonIn(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(
            Custody.TokenReceivedMismatch.selector, amount, amount - amount / 100
        );
    }
}

contract LyingTokenTest is HostileToken {
    function _newToken() internal override returns (IERC20) {
        return new LyingToken();
    }

    function _turn() internal override {
        LyingToken(address(token)).lie();
    }

    function _reasonIn(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeWithSelector(Custody.TokenReceivedMismatch.selector, amount, 0);
    }
}

contract FalseTokenTest is HostileToken {
    function _newToken() internal override returns (IERC20) {
        return new FalseToken();
    }

    function _turn() internal override {
        FalseToken(address(token)).fail();
    }

    function _reasonIn(uint256) internal view override returns (bytes memory) {
        return _failed();
    }

    function test_withdrawKeepsTheBooksWhenTheTokenFails() public {
        vm.expectRevert(_failed());
        vm.prank(client);
        settlement.withdraw(client, 1 ether);
        vm.assertEq(_free(client), 996 ether);
    }

    function test_claimKeepsTheBooksWhenTheTokenFails() public {
        vm.expectRevert(_failed());
        settlement.claim(node);
        vm.assertEq(settlement.earnings(node).net, 3.9 ether);
    }

    function test_withdrawingStakeKeepsTheBooksWhenTheTokenFails() public {
        vm.warp(START + 30 days);
        vm.expectRevert(_failed());
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(registry.node(node).unbonding, 1 ether);
    }

    function _failed() private view returns (bytes memory) {
        return abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, token);
    }
}

/// @notice Calls back, from within every transfer, into every function of the same contract that
/// moves tokens; and finds that whatever it can reach from outside is already up to date.
contract ReentrantTokenTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
        vm.prank(operator);
        registry.unbond(node, 1 ether);
        vm.warp(START + 30 days);
    }

    function _newToken() internal override returns (IERC20) {
        return new ReentrantToken();
    }

    function test_theRegistryCannotBeReenteredWhereTokensMove() public {
        bytes[3] memory calls = [
            abi.encodeCall(registry.stake, (node, operator, 1)),
            abi.encodeCall(registry.stakeWithPermit, (node, operator, 1, Permit(0, 0, 0, 0))),
            abi.encodeCall(registry.withdraw, (node))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _arm(address(registry), calls[i]);
            _expectRefused(operator);
            registry.stake(node, operator, 1 ether);
            _expectRefused(operator);
            registry.withdraw(node);
        }
    }

    function test_settlementCannotBeReenteredWhereTokensMove() public {
        NodeId[] memory nodes = new NodeId[](1);
        nodes[0] = node;
        bytes[5] memory calls = [
            abi.encodeCall(settlement.deposit, (client, 1)),
            abi.encodeCall(settlement.depositWithPermit, (client, 1, Permit(0, 0, 0, 0))),
            abi.encodeCall(settlement.withdraw, (client, 1)),
            abi.encodeCall(settlement.claim, (node)),
            abi.encodeCall(settlement.claimFees, (nodes))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            _arm(address(settlement), calls[i]);
            _expectRefused(client);
            settlement.deposit(client, 1 ether);
            _expectRefused(client);
            settlement.withdraw(client, 1 ether);
            _expectRefused(stranger);
            settlement.claim(node);
            _expectRefused(stranger);
            settlement.claimFees(nodes);
        }
    }

    function test_aCallBackFromAPayoutFindsItPaidAlready() public {
        _arm(address(this), abi.encodeCall(this.assertPaid, ()));
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
    }

    function assertPaid() external view {
        vm.assertEq(settlement.earnings(node).net, 0);
    }

    function _arm(address target, bytes memory call) private {
        ReentrantToken(address(token)).arm(target, call);
    }

    function _expectRefused(address caller) private {
        vm.expectRevert(
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        vm.prank(caller);
    }
}
