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

    /// @dev Deploys what ships: the bytecode of the build, not that of this compilation. Coverage is
    /// counted in this compilation, so `AZRA_COVERAGE` turns that round.
    function _shipped(string memory name, bytes memory args) internal returns (address created) {
        bytes memory code = vm.getCode(
            vm.envOr("AZRA_COVERAGE", false)
                ? string.concat(name, ".sol:", name)
                : string.concat("out/shipped/", name, ".sol/", name, ".json")
        );
        bytes memory creation = bytes.concat(code, args);
        assembly ("memory-safe") {
            created := create(0, add(creation, 32), mload(creation))
            if iszero(created) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
        }
    }
}
