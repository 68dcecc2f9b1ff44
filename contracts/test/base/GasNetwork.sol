// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Permit } from "../../src/types/Permit.sol";
import { CaseNetwork } from "./CaseNetwork.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice Measures the last call as a whole transaction, against snapshots/gas.json.
abstract contract GasNetwork is CaseNetwork {
    uint256 private permits;

    function _measured(string memory key) internal returns (uint256) {
        return vm.snapshotGasLastCall("gas", key);
    }

    /// @dev The network's client for `spender`.
    function _permit(address spender, uint256 amount) internal returns (Permit memory) {
        bytes32 digest = MessageHashUtils.toTypedDataHash(
            IERC20Permit(address(token)).DOMAIN_SEPARATOR(),
            keccak256(
                abi.encode(
                    keccak256(
                        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                    ),
                    client,
                    spender,
                    amount,
                    permits++,
                    START + 1
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, digest);
        return Permit(START + 1, v, r, s);
    }

    /// @dev forge compares the numbers that the file has, and is silent about those that it lacks.
    /// @param apart What stands under another key, since the other contract has a function of that name.
    function _everyFunctionIsOnFile(string memory name, string memory apart) internal view {
        string memory file = vm.readFile("snapshots/gas.json");
        string memory matrix = vm.readFile(string.concat("access/", name, ".json"));
        string[] memory functions = vm.parseJsonKeys(matrix, ".functions");
        vm.assertTrue(functions.length > 15, "expected the functions that change anything");
        for (uint256 i = 0; i < functions.length; ++i) {
            string memory key = functions[i];
            if (keccak256(bytes(key)) == keccak256(bytes(apart))) key = string.concat(key, name);
            vm.assertTrue(vm.keyExistsJson(file, string.concat(".", key)), key);
        }
    }
}
