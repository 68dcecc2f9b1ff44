// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { Permit } from "../../src/types/Permit.sol";
import { Network } from "../base/Network.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-10: what a client put in and no job holds, the client can take out at any time.
contract AccountsTest is Network {
    function test_depositAddsToAnybodysAccountAndEmits() public {
        vm.expectEmit(address(settlement));
        emit IJobEscrow.Deposited(stranger, client, 5 ether);
        vm.prank(client);
        settlement.deposit(stranger, 5 ether);
        vm.assertEq(_free(stranger), 5 ether);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_depositRefusesZeroes() public {
        vm.startPrank(client);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EscrowZeroAddress.selector));
        settlement.deposit(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EscrowZeroAmount.selector));
        settlement.deposit(client, 0);
    }

    function test_depositWithPermitNeedsNoApproval() public {
        vm.prank(client);
        token.approve(address(settlement), 0);
        Permit memory permit = _permit(3 ether);
        vm.prank(client);
        settlement.depositWithPermit(client, 3 ether, permit);
        vm.assertEq(_free(client), 1003 ether);
    }

    function test_depositWithPermitWorksWhenSomebodySubmittedThePermitBefore() public {
        Permit memory permit = _permit(3 ether);
        IERC20Permit(address(token))
            .permit(
                client, address(settlement), 3 ether, permit.deadline, permit.v, permit.r, permit.s
            );
        vm.prank(client);
        settlement.depositWithPermit(client, 3 ether, permit);
        vm.assertEq(_free(client), 1003 ether);
    }

    function test_withdrawPaysWhomeverTheClientNamesAndEmits() public {
        vm.expectEmit(address(settlement));
        emit IJobEscrow.Withdrawn(client, stranger, 1000 ether);
        vm.prank(client);
        settlement.withdraw(stranger, 1000 ether);
        vm.assertEq(token.balanceOf(stranger), 1000 ether);
        vm.assertEq(_free(client), 0);
    }

    function test_withdrawRefusesMoreThanIsFree() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.FreeBalanceTooLow.selector, client, 1000 ether, 1000 ether + 1
            )
        );
        vm.prank(client);
        settlement.withdraw(client, 1000 ether + 1);
    }

    function test_withdrawRefusesZeroes() public {
        vm.startPrank(client);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EscrowZeroAddress.selector));
        settlement.withdraw(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EscrowZeroAmount.selector));
        settlement.withdraw(client, 0);
    }

    function test_nobodyWithdrawsWhatIsNotTheirs() public {
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.FreeBalanceTooLow.selector, stranger, 0, 1)
        );
        vm.prank(stranger);
        settlement.withdraw(stranger, 1);
    }

    function _permit(uint256 amount) private view returns (Permit memory) {
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            IERC20Permit(address(token)).DOMAIN_SEPARATOR(),
            keccak256(
                abi.encode(
                    keccak256(
                        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                    ),
                    client,
                    address(settlement),
                    amount,
                    0,
                    START + 1
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, digest);
        return Permit(START + 1, v, r, s);
    }
}
