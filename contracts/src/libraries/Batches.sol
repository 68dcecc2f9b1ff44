// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobId } from "../types/JobId.sol";
import { ReceiptRow } from "../types/Receipt.sol";
import { SessionId, SessionRow } from "../types/Session.sol";
import { SignedTypes } from "./SignedTypes.sol";

// Hashing is what a batch does most: each row is copied into buffers whose heads are written once.
// solhint-disable no-inline-assembly

/// @notice The struct hash of the ReceiptBatch that an enclave signed, from the rows that were sent.
library Batches {
    /// @dev Bytes of the buffers of `_buffers`, one after the other: type hash and terms; prefix,
    /// domain and struct hash; type hash and receipt.
    uint256 private constant BUFFERS = 0x260;

    /// @param jobDomain Of job ids.
    /// @return jobIds Of each row.
    function hashRows(bytes32 jobDomain, ReceiptRow[] calldata rows)
        internal
        pure
        returns (JobId[] memory jobIds, bytes32)
    {
        bytes32[] memory receiptHashes = _array(rows.length);
        bytes32[] memory ids = _array(rows.length);
        uint256 buffers = _buffers(jobDomain);
        assembly ("memory-safe") {
            jobIds := ids
            let at := 0x20
            let row := rows.offset
            for { let end := add(row, mul(rows.length, 0x1a0)) } lt(row, end) {
                row := add(row, 0x1a0)
            } {
                calldatacopy(add(buffers, 0x20), row, 0x100)
                mstore(add(buffers, 0x160), keccak256(buffers, 0x120))
                let jobId := keccak256(add(buffers, 0x13e), 0x42)
                mstore(add(jobIds, at), jobId)
                // The receipt's other members follow the terms.
                mstore(add(buffers, 0x1a0), jobId)
                calldatacopy(add(buffers, 0x1c0), add(row, 0x100), 0xa0)
                mstore(add(receiptHashes, at), keccak256(add(buffers, 0x180), 0xe0))
                at := add(at, 0x20)
            }
        }
        return (jobIds, SignedTypes.hashBatch(receiptHashes));
    }

    function hashRows(SessionId sessionId, SessionRow[] calldata rows)
        internal
        pure
        returns (bytes32)
    {
        bytes32[] memory receiptHashes = _array(rows.length);
        uint256 receipt = _receipt();
        assembly ("memory-safe") {
            let units := add(receipt, 0x40)
            let started := add(receipt, 0x60)
            let at := add(receiptHashes, 0x20)
            let row := rows.offset
            mstore(0x00, sessionId)
            for { let end := add(row, shl(6, rows.length)) } lt(row, end) { row := add(row, 0x40) }
            {
                let metering := calldataload(row)
                mstore(0x20, shr(184, metering))
                mstore(add(receipt, 0x20), keccak256(0x00, 0x40))
                mstore(units, and(shr(120, metering), 0xffffffffffffffff))
                mstore(started, and(shr(80, metering), 0xffffffffff))
                mstore(add(receipt, 0x80), and(shr(40, metering), 0xffffffffff))
                mstore(add(receipt, 0xa0), and(metering, 0xffffffffff))
                mstore(add(receipt, 0xc0), calldataload(add(row, 0x20)))
                mstore(at, keccak256(receipt, 0xe0))
                at := add(at, 0x20)
            }
        }
        return SignedTypes.hashBatch(receiptHashes);
    }

    /// @dev Room for a receipt, with its type hash.
    function _receipt() private pure returns (uint256 buffer) {
        bytes32 typeHash = SignedTypes.RECEIPT;
        assembly ("memory-safe") {
            buffer := mload(0x40)
            mstore(0x40, add(buffer, 0xe0))
            mstore(buffer, typeHash)
        }
    }

    /// @dev Not zeroed: each element is written before any is read. Its length is that of an array in
    /// calldata, so that its size does not overflow.
    function _array(uint256 length) private pure returns (bytes32[] memory created) {
        assembly ("memory-safe") {
            created := mload(0x40)
            mstore(0x40, add(created, add(0x20, shl(5, length))))
            mstore(created, length)
        }
    }

    function _buffers(bytes32 jobDomain) private pure returns (uint256 buffers) {
        bytes32 terms = SignedTypes.JOB_TERMS;
        bytes32 receipt = SignedTypes.RECEIPT;
        assembly ("memory-safe") {
            buffers := mload(0x40)
            mstore(0x40, add(buffers, BUFFERS))
            mstore(buffers, terms)
            mstore(add(buffers, 0x120), 0x1901)
            mstore(add(buffers, 0x140), jobDomain)
            mstore(add(buffers, 0x180), receipt)
        }
    }
}
