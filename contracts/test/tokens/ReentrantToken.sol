// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../../src/DevelopmentToken.sol";

/// @notice Calls back, with the first transfer after it was armed, and hands the error on.
contract ReentrantToken is DevelopmentToken {
    address private target;
    bytes private call;

    function arm(address target_, bytes calldata call_) external {
        target = target_;
        call = call_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        address called = target;
        if (called == address(0)) return;
        target = address(0);
        (bool done, bytes memory reason) = called.call(call);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }
}
