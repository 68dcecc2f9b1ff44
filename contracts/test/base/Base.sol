// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Vm } from "./Vm.sol";

/// @notice What every test has: cheat codes, named addresses, bounded random values.
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function _named(string memory name) internal pure returns (address) {
        return address(uint160(uint256(keccak256(bytes(name)))));
    }

    function _bounded(uint256 seed, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + seed % (max - min + 1);
    }
}
