// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../src/DevelopmentToken.sol";
import { Base } from "./base/Base.sol";

/// @notice C-19: anyone fills a wallet for development, but not without measure.
contract DevelopmentTokenTest is Base {
    DevelopmentToken private token = DevelopmentToken(_shipped("DevelopmentToken", ""));

    function test_itSaysWhatItIs() public view {
        vm.assertEq(keccak256(bytes(token.name())), keccak256("AzraCode Development Token"));
        vm.assertEq(keccak256(bytes(token.symbol())), keccak256("AZDEV"));
        (, string memory name,,,,,) = token.eip712Domain();
        vm.assertEq(keccak256(bytes(name)), keccak256("AzraCode Development Token"));
    }

    function test_anyoneMintsUpToTheLimit() public {
        token.mint(_named("newcomer"), 10_000 ether);
        vm.assertEq(token.balanceOf(_named("newcomer")), 10_000 ether);
        vm.assertEq(token.decimals(), 18);
    }

    function test_mintRefusesMoreThanTheLimit() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                DevelopmentToken.MintTooLarge.selector, 10_000 ether + 1, 10_000 ether
            )
        );
        token.mint(address(this), 10_000 ether + 1);
    }
}
