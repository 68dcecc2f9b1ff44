// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { ISessions } from "../interfaces/ISessions.sol";
import { ISettlement } from "../interfaces/ISettlement.sol";
import { JobId } from "../types/JobId.sol";
import { NodeId } from "../types/NodeId.sol";
import { ReceiptRow } from "../types/Receipt.sol";
import { SessionId, SessionRow } from "../types/Session.sol";
import { VerdictWords } from "./Words.sol";

// A batch writes one event per row, mostly of words that lie in calldata in the event's own order.
// solhint-disable no-inline-assembly

/// @notice The events that are written most, laid out by hand.
/// @dev The same bytes as `emit` would write: the tests that expect events compare them whole. The assembly
/// writes only to scratch space and beyond the free memory pointer, which stays where it was.
library Logs {
    /// @dev Reverts, as reading the members would, if one of the four words of metering that go into
    /// the event is wider than its type. `payment`, `fee` and `refund` have 96 bits.
    function jobSettled(
        JobId jobId,
        NodeId nodeId,
        ReceiptRow calldata row,
        uint256 payment,
        uint256 fee,
        uint256 refund
    ) internal {
        bytes32 topic = ISettlement.JobSettled.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            // computeUnits, then startedAt, finishedAt, wipedAt and resultCommitment at the event's end
            calldatacopy(data, add(row, 0x100), 0x20)
            mstore(add(data, 0x20), payment)
            mstore(add(data, 0x40), fee)
            mstore(add(data, 0x60), refund)
            calldatacopy(add(data, 0x80), add(row, 0x120), 0x80)
            let times :=
                or(mload(add(data, 0x80)), or(mload(add(data, 0xa0)), mload(add(data, 0xc0))))
            if or(shr(64, mload(data)), shr(40, times)) {
                revert(0, 0)
            }
            log4(data, 0x100, topic, jobId, nodeId, calldataload(row))
        }
    }

    function sessionJobSettled(SessionId sessionId, uint256 index, SessionRow calldata row)
        internal
    {
        bytes32 topic = ISessions.SessionJobSettled.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            mstore(data, index)
            mstore(add(data, 0x20), and(shr(120, calldataload(row)), 0xffffffffffffffff))
            mstore(add(data, 0x40), calldataload(add(row, 0x20)))
            log2(data, 0x60, topic, sessionId)
        }
    }

    /// @dev Each within its type.
    function keyRetired(uint256 nodeId, uint256 signer, uint256 policy, uint256 until) internal {
        bytes32 topic = INodeRegistry.KeyRetired.selector;
        assembly ("memory-safe") {
            mstore(0x00, policy)
            mstore(0x20, until)
            log3(0x00, 0x40, topic, nodeId, signer)
        }
    }

    /// @dev Of a verdict that was accepted, so that every word is within its type.
    /// @param encoded Where it was encoded: the event's data is its end.
    function nodeAttested(VerdictWords calldata words, uint256 encoded) internal {
        bytes32 topic = INodeRegistry.NodeAttested.selector;
        (uint256 nodeId, uint256 operator, uint256 signer) =
            (words.nodeId, words.operator, words.signer);
        assembly ("memory-safe") {
            log4(add(encoded, 0x80), 0xe0, topic, nodeId, operator, signer)
        }
    }
}
