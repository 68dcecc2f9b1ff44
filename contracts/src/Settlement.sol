// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobEscrow } from "./JobEscrow.sol";
import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { ISettlement } from "./interfaces/ISettlement.sol";
import { Batches } from "./libraries/Batches.sol";
import { Domains } from "./libraries/Domains.sol";
import { Logs } from "./libraries/Logs.sol";
import { RegistryCalls } from "./libraries/RegistryCalls.sol";
import { Signatures } from "./libraries/Signatures.sol";
import { RowWords, Words } from "./libraries/Words.sol";
import { Sessions } from "./settlement/Sessions.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { JobId } from "./types/JobId.sol";
import { JobTerms } from "./types/JobTerms.sol";
import { NodeId } from "./types/NodeId.sol";
import { ReceiptRow } from "./types/Receipt.sol";
import { JobSlot } from "./types/Slots.sol";

/// @notice Receipts become payments.
contract Settlement is Sessions {
    using RegistryCalls for INodeRegistry;
    using Words for ReceiptRow;

    /// @param registry_ Must name this very contract as its settlement.
    constructor(INodeRegistry registry_) JobEscrow(registry_) { }

    /// @inheritdoc ISettlement
    function settle(ReceiptRow[] calldata rows, CompactSignature calldata signature) external {
        if (rows.length == 0) revert EmptyBatch();
        JobTerms calldata first = rows[0].terms;
        (NodeId nodeId, address signer) = (first.nodeId, first.signer);
        JobId[] memory jobIds = _requireSigned(rows, nodeId, signer, signature);
        if (REGISTRY.condemned(signer)) revert SignerCondemned(signer);
        _earn(nodeId, _settleRows(rows, jobIds, nodeId));
    }

    /// @inheritdoc ISettlement
    function settlementDomain() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc ISettlement
    function registryDomain() external view returns (bytes32) {
        return Domains.registry(address(REGISTRY));
    }

    /// @inheritdoc ISettlement
    function jobDomain() external view returns (bytes32) {
        return JOB_DOMAIN;
    }

    /// @dev All rows are of one node and one key, and that key signed exactly these receipts.
    function _requireSigned(
        ReceiptRow[] calldata rows,
        NodeId nodeId,
        address signer,
        CompactSignature calldata signature
    ) private view returns (JobId[] memory jobIds) {
        for (uint256 i = 1; i < rows.length; ++i) {
            ReceiptRow calldata row = Words.nth(rows, i);
            RowWords calldata words = row.words();
            if (words.nodeId != NodeId.unwrap(nodeId)) {
                revert ReceiptOfAnotherNode(i, row.terms.nodeId, nodeId);
            }
            if (words.signer != uint160(signer)) {
                revert ReceiptOfAnotherSigner(i, row.terms.signer, signer);
            }
        }
        bytes32 batch;
        (jobIds, batch) = Batches.hashRows(JOB_DOMAIN, rows);
        address recovered = Signatures.recover(_hashTypedDataV4(batch), signature);
        if (recovered == address(0) || recovered != signer) {
            revert EnclaveSignatureInvalid(recovered, signer);
        }
    }

    /// @dev Neighbouring rows of one client share one write of its account.
    function _settleRows(ReceiptRow[] calldata rows, JobId[] memory jobIds, NodeId nodeId)
        private
        returns (Sums memory sums)
    {
        address client = rows[0].terms.client;
        uint256 credit = 0;
        for (uint256 i = 0; i < rows.length; ++i) {
            ReceiptRow calldata row = Words.nth(rows, i);
            if (row.words().client != uint160(client)) {
                _credit(client, credit);
                (client, credit) = (row.terms.client, 0);
            }
            unchecked {
                // Sums of what was locked stay within the token's 2^96.
                credit += _settleRow(row, Words.nth(jobIds, i), nodeId, sums);
            }
        }
        _credit(client, credit);
    }

    /// @dev `unitPrice` is part of the id of a job that was opened; the event takes no units that are
    /// wider than their type.
    function _settleRow(ReceiptRow calldata row, JobId jobId, NodeId nodeId, Sums memory sums)
        private
        returns (uint256 refund)
    {
        JobSlot job = _take(jobId);
        if (job.isEmpty()) {
            emit ReceiptSkipped(jobId, nodeId, row.terms.client);
            return 0;
        }
        RowWords calldata words = row.words();
        (uint256 payment, uint256 fee) =
            _price(words.computeUnits, words.unitPrice, job.amount(), job.feeBpsOf());
        unchecked {
            // `payment` is at most `amount`.
            refund = job.amount() - payment;
            sums.payment += payment;
            sums.fee += fee;
            ++sums.jobs;
        }
        Logs.jobSettled(jobId, nodeId, row, payment, fee, refund);
    }
}
