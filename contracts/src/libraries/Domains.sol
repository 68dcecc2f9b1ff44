// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice The two EIP-712 domains: R of the NodeRegistry, S of Settlement.
/// @dev Either contract computes both, under the chain id of the moment.
library Domains {
    string internal constant REGISTRY = "AzraCode NodeRegistry";
    string internal constant SETTLEMENT = "AzraCode Settlement";
    string internal constant VERSION = "1";

    /// @dev name, version, chainId and verifyingContract; no salt (ERC-5267).
    bytes1 private constant FIELDS = 0x0f;

    function registry(address verifyingContract) internal view returns (bytes32) {
        return separator(REGISTRY, verifyingContract);
    }

    function settlement(address verifyingContract) internal view returns (bytes32) {
        return separator(SETTLEMENT, verifyingContract);
    }

    function separator(string memory name, address verifyingContract)
        private
        view
        returns (bytes32)
    {
        return MessageHashUtils.toDomainSeparator(
            FIELDS, name, VERSION, block.chainid, verifyingContract, 0
        );
    }
}
