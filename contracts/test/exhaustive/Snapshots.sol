// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The cheat codes of forge that only the exploration uses.
interface Snapshots {
    function deleteStateSnapshot(uint256 id) external returns (bool);
    function pauseGasMetering() external;
    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);
    function envOr(string calldata name, bytes calldata otherwise)
        external
        view
        returns (bytes memory);
}
