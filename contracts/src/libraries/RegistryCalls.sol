// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../interfaces/ICases.sol";
import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Admission } from "../types/Admission.sol";
import { NodeId } from "../types/NodeId.sol";
import { KeyStanding } from "../types/RetiredKey.sol";

// Decoding an answer checks the range of every member; this registry answers within its types.
// solhint-disable no-inline-assembly

/// @notice The questions that settling asks the registry, which is ours, immutable, and never refuses
/// them: without the checks that a stranger's answer would need.
/// @dev A call that fails (for want of gas) or answers too little reverts without data.
library RegistryCalls {
    function admissionOf(INodeRegistry registry, NodeId nodeId)
        internal
        view
        returns (Admission memory admitted)
    {
        bytes4 selector = INodeRegistry.admission.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, nodeId)
            // Evaluated from the right: the size is that of this call's answer.
            if iszero(
                and(
                    gt(returndatasize(), 0x7f),
                    staticcall(gas(), registry, 0x00, 0x24, admitted, 0x80)
                )
            ) {
                revert(0, 0)
            }
        }
    }

    function standingOf(INodeRegistry registry, NodeId nodeId, address signer)
        internal
        view
        returns (KeyStanding memory standing)
    {
        bytes4 selector = ICases.keyStanding.selector;
        assembly ("memory-safe") {
            let question := mload(0x40)
            mstore(question, selector)
            mstore(add(question, 0x04), nodeId)
            mstore(add(question, 0x24), signer)
            if iszero(
                and(
                    gt(returndatasize(), 0x5f),
                    staticcall(gas(), registry, question, 0x44, standing, 0x60)
                )
            ) {
                revert(0, 0)
            }
        }
    }

    function condemned(INodeRegistry registry, address signer) internal view returns (bool is_) {
        bytes4 selector = ICases.isCondemned.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, signer)
            if iszero(
                and(gt(returndatasize(), 0x1f), staticcall(gas(), registry, 0x00, 0x24, 0x00, 0x20))
            ) {
                revert(0, 0)
            }
            is_ := mload(0x00)
        }
    }
}
