// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A token without value, for development: anyone may mint. Refused in production.
contract DevelopmentToken is ERC20Permit {
    /// @notice Most base units that one call mints: 10,000 tokens.
    uint256 public constant MAX_MINT = 10_000 * 10 ** 18;

    error MintTooLarge(uint256 amount, uint256 maxAmount);

    constructor()
        ERC20("AzraCode Development Token", "AZDEV")
        ERC20Permit("AzraCode Development Token")
    { }

    /// @notice Fills a newcomer's wallet.
    function mint(address to, uint256 amount) external {
        if (amount > MAX_MINT) revert MintTooLarge(amount, MAX_MINT);
        _mint(to, amount);
    }
}
