// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../../src/DevelopmentToken.sol";

/// @notice Says in its return value that transfers fail, once `failing`, without reverting.
contract FalseToken is DevelopmentToken {
    bool private failing;

    function fail() external {
        failing = true;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !failing && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !failing && super.transferFrom(from, to, amount);
    }
}
