// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../types/CompactSignature.sol";
import { Earnings } from "../types/Earnings.sol";
import { JobId } from "../types/JobId.sol";
import { NodeId } from "../types/NodeId.sol";
import { ReceiptRow } from "../types/Receipt.sol";
import { IJobEscrow } from "./IJobEscrow.sol";
import { ISessions } from "./ISessions.sol";

/// @title Receipts become payments
/// @notice A receipt of the enclave key that the client named pays `computeUnits × unitPrice`, at
/// most the price locked, at once and finally; the rest returns to the client. What is assumed of the
/// enclave: it meters honestly. What limits the damage if not: the price that the client agreed to.
interface ISettlement is IJobEscrow, ISessions {
    // ---------------------------------------------------------------- events

    /// @notice Final. Of the locked money `payment` left the client, `fee` of it for the treasury
    /// and the rest for the node; `refund` went back to the client's account.
    event JobSettled(
        JobId indexed jobId,
        NodeId indexed nodeId,
        address indexed client,
        uint64 computeUnits,
        uint96 payment,
        uint96 fee,
        uint96 refund,
        uint40 startedAt,
        uint40 finishedAt,
        uint40 wipedAt,
        bytes32 resultCommitment
    );
    /// @notice A row of a batch whose job is not open, or past its deadline. Nothing moved.
    event ReceiptSkipped(JobId indexed jobId, NodeId indexed nodeId, address indexed client);
    event EarningsClaimed(NodeId indexed nodeId, address indexed payout, uint112 amount);
    event FeesClaimed(NodeId indexed nodeId, address indexed treasury, uint96 amount);

    // ---------------------------------------------------------------- errors

    error ReceiptOfAnotherNode(uint256 row, NodeId found, NodeId expected);
    error ReceiptOfAnotherSigner(uint256 row, address found, address expected);
    error SignerCondemned(address signer);
    error EnclaveSignatureInvalid(address recovered, address expected);
    error NothingToClaim(NodeId nodeId);
    error NoFeesToClaim();

    // ---------------------------------------------------------------- settling

    /// @notice Settles the jobs of one batch, all of one node and one enclave key. Anyone may. The key
    /// need not be current any more, nor the node attested: it was when the job opened; but it must
    /// not be condemned. A row whose job is not open, or past its deadline, is skipped with an event;
    /// one row cannot kill a batch. Amounts are clamped, the fee is rounded up but never above the
    /// payment.
    ///
    /// Safety: the key that the client named never leaves its enclave and meters honestly.
    /// Liveness: somebody submits by the deadline; no guardian, owner or attestor can refuse but by
    /// a condemnation.
    /// @dev Reverts with EmptyBatch, ReceiptOfAnotherNode, ReceiptOfAnotherSigner,
    /// EnclaveSignatureInvalid, SignerCondemned. A batch of one is how a single receipt is settled.
    /// There is no limit of rows but the block's gas.
    /// @param rows In the order of the ReceiptBatch that was signed.
    /// @param signature The enclave's, over the ReceiptBatch.
    function settle(ReceiptRow[] calldata rows, CompactSignature calldata signature) external;

    /// @notice Pays a node's earnings to its payout address of the moment. Anyone may.
    ///
    /// Safety: only the node's payout address is paid. Liveness: the token pays that address; one
    /// that it blocks harms its node alone.
    /// @dev Reverts with NothingToClaim.
    function claim(NodeId nodeId) external;

    /// @notice Pays the protocol fees of some nodes to the treasury of the moment. Anyone may; nodes
    /// without fees are passed over.
    ///
    /// Safety: only the treasury is paid. Liveness: the token pays it; earnings do not wait for
    /// that.
    /// @dev Reverts with NoFeesToClaim.
    function claimFees(NodeId[] calldata nodeIds) external;

    // ---------------------------------------------------------------- views

    /// @notice What the node has earned and nobody has claimed, and how many jobs it settled.
    function earnings(NodeId nodeId) external view returns (Earnings memory);
    /// @notice EIP-712 domain separator S under the present chain id.
    function settlementDomain() external view returns (bytes32);
    /// @notice EIP-712 domain separator R under the present chain id.
    function registryDomain() external view returns (bytes32);
    /// @notice Domain S at deployment: under it job ids are computed, for ever.
    function jobDomain() external view returns (bytes32);
}
