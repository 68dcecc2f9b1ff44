// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "./CompactSignature.sol";
import { JobId } from "./JobId.sol";
import { JobTerms } from "./JobTerms.sol";

/// @notice What an enclave says of one finished job. EIP-712, hashed within a ReceiptBatch.
/// @param computeUnits Metered work, rounded up to the policy's bucket.
/// @param startedAt Unix seconds, rounded down to the policy's bucket, like the two that follow.
/// @param wipedAt When the job's memory had been wiped.
/// @param resultCommitment Salted commitment to the result.
struct Receipt {
    JobId jobId;
    uint64 computeUnits;
    uint40 startedAt;
    uint40 finishedAt;
    uint40 wipedAt;
    bytes32 resultCommitment;
}

/// @notice A receipt beside the terms it is for. Its job id is not sent: it is their digest.
struct ReceiptRow {
    JobTerms terms;
    uint64 computeUnits;
    uint40 startedAt;
    uint40 finishedAt;
    uint40 wipedAt;
    bytes32 resultCommitment;
}

/// @notice A receipt with the batch in which its enclave signed it.
/// @param receiptHashes The batch: the struct hash of each of its receipts.
/// @param index Where in the batch this receipt stands.
struct SignedReceipt {
    Receipt receipt;
    bytes32[] receiptHashes;
    uint256 index;
    CompactSignature signature;
}
