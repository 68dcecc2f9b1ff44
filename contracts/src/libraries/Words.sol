// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobId } from "../types/JobId.sol";
import { ReceiptRow } from "../types/Receipt.sol";
import { SessionRow } from "../types/Session.sol";
import { Verdict } from "../types/Verdict.sol";

// Another look at the same calldata: nothing is written here.
// solhint-disable no-inline-assembly

/// @notice A Verdict, word by word.
struct VerdictWords {
    uint256 nodeId;
    uint256 operator;
    uint256 signer;
    uint256 sealingKey;
    uint256 policy;
    uint256 tee;
    uint256 tcbStatus;
    uint256 evidenceHash;
    uint256 appraisedAt;
    uint256 validUntil;
}

/// @notice A ReceiptRow, word by word.
struct RowWords {
    uint256 client;
    uint256 nodeId;
    uint256 signer;
    uint256 maxPrice;
    uint256 unitPrice;
    uint256 deadline;
    uint256 specCommitment;
    uint256 nonce;
    uint256 computeUnits;
    uint256 startedAt;
    uint256 finishedAt;
    uint256 wipedAt;
    uint256 resultCommitment;
}

/// @notice Structs of calldata as the whole words they are sent as, and rows without bounds checks.
/// @dev The compiler checks the range of a member each time it is read. Where what follows bounds the
/// word anyway (it must equal, or be at most, something of the right width; or it is part of the id
/// under which something was stored), that is paid for nothing. Whoever reads a word without such a
/// bound reads the member.
library Words {
    function words(Verdict calldata verdict) internal pure returns (VerdictWords calldata found) {
        assembly ("memory-safe") {
            found := verdict
        }
    }

    /// @dev Reverts, as reading the members would, if a word is wider than its type.
    function requireWithinTypes(VerdictWords calldata found) internal pure {
        uint256 beyond = (found.nodeId >> 64) | ((found.operator | found.signer) >> 160)
            | (found.policy >> 24) | ((found.tee | found.tcbStatus) >> 8)
            | ((found.appraisedAt | found.validUntil) >> 32);
        assembly ("memory-safe") {
            if beyond {
                revert(0, 0)
            }
        }
    }

    /// @dev For an index that is known to be below the length.
    function nth(ReceiptRow[] calldata rows, uint256 i)
        internal
        pure
        returns (ReceiptRow calldata row)
    {
        assembly ("memory-safe") {
            row := add(rows.offset, mul(i, 0x1a0))
        }
    }

    /// @dev For an index that is known to be below the length.
    function nth(SessionRow[] calldata rows, uint256 i)
        internal
        pure
        returns (SessionRow calldata row)
    {
        assembly ("memory-safe") {
            row := add(rows.offset, shl(6, i))
        }
    }

    /// @dev For an index that is known to be below the length.
    function nth(JobId[] memory jobIds, uint256 i) internal pure returns (JobId jobId) {
        assembly ("memory-safe") {
            jobId := mload(add(jobIds, shl(5, add(i, 1))))
        }
    }

    function words(ReceiptRow calldata row) internal pure returns (RowWords calldata found) {
        assembly ("memory-safe") {
            found := row
        }
    }
}
