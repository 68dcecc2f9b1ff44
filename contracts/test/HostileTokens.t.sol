// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Custody } from "../src/libraries/Custody.sol";
import { Permit } from "../src/types/Permit.sol";
import { Network } from "./base/Network.sol";
import { ChargingToken } from "./tokens/ChargingToken.sol";
import { FalseToken } from "./tokens/FalseToken.sol";
import { LyingToken } from "./tokens/LyingToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice C-20: a token that charges, fails or lies cannot unbalance the books. One that calls back is
/// in adversarial/Reentry.t.sol.
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
