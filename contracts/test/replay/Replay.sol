// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Vm } from "../base/Vm.sol";

/// @notice Turns events back into storage. Sub-contracts declare the original's slots first.
abstract contract Replay {
    error EventUnknown(bytes32 topic);

    /// @dev Far away from the slots that are compared.
    bytes32 private constant KINDS = keccak256("azra.test.replay.kinds");
    bytes32 private constant SEEN = keccak256("azra.test.replay.seen");

    /// @notice Kinds of events seen so far.
    function kinds() external view returns (uint256 count) {
        bytes32 slot = KINDS;
        assembly ("memory-safe") {
            count := sload(slot)
        }
    }

    function apply_(Vm.Log calldata log) external {
        bytes32 seen = keccak256(abi.encode(SEEN, log.topics[0]));
        bytes32 slot = KINDS;
        assembly ("memory-safe") {
            if iszero(sload(seen)) {
                sstore(seen, 1)
                sstore(slot, add(sload(slot), 1))
            }
        }
        _apply(log.topics[0], log);
    }

    function _apply(bytes32 kind, Vm.Log calldata log) internal virtual;

    function _account(bytes32 topic) internal pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}
