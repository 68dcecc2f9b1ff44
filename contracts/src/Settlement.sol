// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobEscrow } from "./JobEscrow.sol";
import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { ISettlement } from "./interfaces/ISettlement.sol";
import { Domains } from "./libraries/Domains.sol";
import { Signatures } from "./libraries/Signatures.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { Sessions } from "./settlement/Sessions.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { JobId } from "./types/JobId.sol";
import { NodeId } from "./types/NodeId.sol";
import { ReceiptRow } from "./types/Receipt.sol";

/// @notice Receipts become payments.
contract Settlement is Sessions {
    /// @param registry_ Must name this very contract as its settlement.
    constructor(INodeRegistry registry_) JobEscrow(registry_) { }

    /// @inheritdoc ISettlement
    function settle(ReceiptRow[] calldata rows, CompactSignature calldata signature) external {
        if (rows.length == 0) revert EmptyBatch();
        NodeId nodeId = rows[0].terms.nodeId;
        address signer = rows[0].terms.signer;
        JobId[] memory jobIds = _requireSigned(rows, nodeId, signer, signature);
        if (REGISTRY.isCondemned(signer)) revert SignerCondemned(signer);
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
        jobIds = new JobId[](rows.length);
        bytes32[] memory hashes = new bytes32[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            ReceiptRow calldata row = rows[i];
            if (row.terms.nodeId != nodeId) {
                revert ReceiptOfAnotherNode(i, row.terms.nodeId, nodeId);
            }
            if (row.terms.signer != signer) {
                revert ReceiptOfAnotherSigner(i, row.terms.signer, signer);
            }
            JobId jobId = _jobIdOf(row.terms);
            jobIds[i] = jobId;
            hashes[i] = SignedTypes.hashReceipt(jobId, row);
        }
        bytes32 digest = _hashTypedDataV4(SignedTypes.hashBatch(hashes));
        address recovered = Signatures.recover(digest, signature);
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
            ReceiptRow calldata row = rows[i];
            if (row.terms.client != client) {
                _credit(client, credit);
                (client, credit) = (row.terms.client, 0);
            }
            (bool taken, uint256 amount, uint256 feeBps) = _take(jobIds[i]);
            if (!taken) {
                emit ReceiptSkipped(jobIds[i], nodeId, client);
                continue;
            }
            (uint256 payment, uint256 fee) =
                _price(row.computeUnits, row.terms.unitPrice, amount, feeBps);
            unchecked {
                // `payment` is at most `amount`; sums of what was locked stay within the token's 2^96.
                uint256 refund = amount - payment;
                credit += refund;
                sums.payment += payment;
                sums.fee += fee;
                ++sums.jobs;
                _emitSettled(jobIds[i], nodeId, row, payment, fee, refund);
            }
        }
        _credit(client, credit);
    }

    function _emitSettled(
        JobId jobId,
        NodeId nodeId,
        ReceiptRow calldata row,
        uint256 payment,
        uint256 fee,
        uint256 refund
    ) private {
        emit JobSettled(
            jobId,
            nodeId,
            row.terms.client,
            row.computeUnits,
            uint96(payment),
            uint96(fee),
            uint96(refund),
            row.startedAt,
            row.finishedAt,
            row.wipedAt,
            row.resultCommitment
        );
    }
}
