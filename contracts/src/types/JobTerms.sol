// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";

/// @notice What a client agrees to. EIP-712, domain S; its digest is the job id.
/// @param client Whose money pays, and whose signature opens.
/// @param nodeId The node that runs the job and earns.
/// @param signer The enclave key that the client checked; only its receipts settle the job.
/// @param maxPrice Most that the job may cost, in token base units; locked at opening.
/// @param unitPrice Price of one compute unit, in token base units.
/// @param deadline Last second at which the job settles, Unix seconds.
/// @param specCommitment Salted commitment to program, input and result key.
/// @param nonce Below 2^63: the client's next in sequence. From 2^63: any unused signed order.
struct JobTerms {
    address client;
    NodeId nodeId;
    address signer;
    uint96 maxPrice;
    uint96 unitPrice;
    uint40 deadline;
    bytes32 specCommitment;
    uint64 nonce;
}
