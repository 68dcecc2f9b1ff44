// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../../src/DevelopmentToken.sol";

/// @notice Says that transfers worked, once `lying`, and moves nothing.
contract LyingToken is DevelopmentToken {
    bool private lying;

    function lie() external {
        lying = true;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return lying || super.transferFrom(from, to, amount);
    }
}
