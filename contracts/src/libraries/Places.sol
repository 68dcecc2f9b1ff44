// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Node } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Policy } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { RetiredKey } from "../types/RetiredKey.sol";

// The compiler cuts each key to its type, though it may be known to fit.
// solhint-disable no-inline-assembly

/// @notice Where a mapping keeps what belongs to a whole word.
/// @dev A word wider than the key's type leads to a place where nothing was ever written: all is zero.
library Places {
    function placeOf(mapping(NodeId nodeId => Node) storage nodes, uint256 word)
        internal
        pure
        returns (Node storage place)
    {
        uint256 slot;
        assembly ("memory-safe") {
            slot := nodes.slot
        }
        slot = _placeOf(slot, word);
        assembly ("memory-safe") {
            place.slot := slot
        }
    }

    function placeOf(mapping(PolicyId policyId => Policy) storage policies, uint256 word)
        internal
        pure
        returns (Policy storage place)
    {
        uint256 slot;
        assembly ("memory-safe") {
            slot := policies.slot
        }
        slot = _placeOf(slot, word);
        assembly ("memory-safe") {
            place.slot := slot
        }
    }

    function placeOf(mapping(address signer => RetiredKey) storage keys, uint256 word)
        internal
        pure
        returns (RetiredKey storage place)
    {
        uint256 slot;
        assembly ("memory-safe") {
            slot := keys.slot
        }
        slot = _placeOf(slot, word);
        assembly ("memory-safe") {
            place.slot := slot
        }
    }

    function _placeOf(uint256 slot, uint256 word) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            mstore(0x00, word)
            mstore(0x20, slot)
            place := keccak256(0x00, 0x40)
        }
    }
}
