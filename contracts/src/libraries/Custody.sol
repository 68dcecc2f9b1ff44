// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Permit } from "../types/Permit.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice How tokens come in and go out.
library Custody {
    using SafeERC20 for IERC20;

    /// @notice The token delivered something else than was asked for: it charges, rebases or lies.
    error TokenReceivedMismatch(uint256 expected, uint256 received);

    /// @dev Takes from the caller only, so that an allowance is never spent by somebody else.
    function pull(IERC20 token, uint256 amount) internal {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 present = token.balanceOf(address(this));
        uint256 received = present < before ? 0 : present - before;
        if (received != amount) revert TokenReceivedMismatch(amount, received);
    }

    /// @dev A permit that fails is no error: somebody may have submitted it a moment before, and
    /// then the allowance is already there. Without an allowance the transfer fails.
    function pullWithPermit(IERC20 token, uint256 amount, Permit calldata permit) internal {
        try IERC20Permit(address(token))
            .permit(
                msg.sender, address(this), amount, permit.deadline, permit.v, permit.r, permit.s
            ) { }
            catch { }
        pull(token, amount);
    }

    function push(IERC20 token, address to, uint256 amount) internal {
        token.safeTransfer(to, amount);
    }
}
