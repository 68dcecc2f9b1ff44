// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobEscrow } from "./JobEscrow.sol";
import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { ISettlement } from "./interfaces/ISettlement.sol";
import { Custody } from "./libraries/Custody.sol";
import { Domains } from "./libraries/Domains.sol";
import { Signatures } from "./libraries/Signatures.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { CompactSignature } from "./types/CompactSignature.sol";
import { Earnings } from "./types/Earnings.sol";
import { Job } from "./types/Job.sol";
import { JobId } from "./types/JobId.sol";
import { NodeId } from "./types/NodeId.sol";
import { Receipt, ReceiptRow } from "./types/Receipt.sol";
import { Session } from "./types/Session.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Receipts become payments: prices, earnings, fees.
contract Settlement is ISettlement, JobEscrow {
    using Custody for IERC20;

    uint256 private constant ONE_BPS = 10_000;

    /// @dev What becomes of a job's money: `payment` (with `fee` in it) and `refund` are all of it.
    struct Division {
        uint96 payment;
        uint96 fee;
        uint96 refund;
    }

    mapping(bytes32 sessionId => Session) internal _sessions;
    mapping(NodeId nodeId => Earnings) private _earnings;

    /// @param registry_ Must name this very contract as its settlement.
    constructor(INodeRegistry registry_) JobEscrow(registry_) { }

    /// @inheritdoc ISettlement
    function settle(ReceiptRow[] calldata rows, CompactSignature calldata signature) external {
        if (rows.length == 0) revert EmptyBatch();
        JobId[] memory jobIds = _requireSigned(rows, signature);
        NodeId nodeId = rows[0].terms.nodeId;
        Earnings memory earned = _earnings[nodeId];
        for (uint256 i = 0; i < rows.length; ++i) {
            if (_settles(jobIds[i])) {
                _settle(jobIds[i], rows[i], earned);
            } else {
                emit ReceiptSkipped(jobIds[i], nodeId, rows[i].terms.client);
            }
        }
        _earnings[nodeId] = earned;
    }

    /// @inheritdoc ISettlement
    function claim(NodeId nodeId) external nonReentrant {
        uint112 amount = _earnings[nodeId].net;
        if (amount == 0) revert NothingToClaim(nodeId);
        address payout = REGISTRY.payoutOf(nodeId);
        _earnings[nodeId].net = 0;
        emit EarningsClaimed(nodeId, payout, amount);
        TOKEN.push(payout, amount);
    }

    /// @inheritdoc ISettlement
    function claimFees(NodeId[] calldata nodeIds) external nonReentrant {
        address treasury = REGISTRY.treasury();
        uint256 total = 0;
        for (uint256 i = 0; i < nodeIds.length; ++i) {
            uint96 fee = _earnings[nodeIds[i]].fee;
            if (fee == 0) continue;
            _earnings[nodeIds[i]].fee = 0;
            total += fee;
            emit FeesClaimed(nodeIds[i], treasury, fee);
        }
        if (total == 0) revert NoFeesToClaim();
        TOKEN.push(treasury, total);
    }

    /// @inheritdoc ISettlement
    function earnings(NodeId nodeId) external view returns (Earnings memory) {
        return _earnings[nodeId];
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
    function _requireSigned(ReceiptRow[] calldata rows, CompactSignature calldata signature)
        private
        view
        returns (JobId[] memory jobIds)
    {
        NodeId nodeId = rows[0].terms.nodeId;
        address signer = rows[0].terms.signer;
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
            jobIds[i] = _jobIdOf(row.terms);
            hashes[i] = SignedTypes.hash(_receipt(jobIds[i], row));
        }
        bytes32 digest = _hashTypedDataV4(SignedTypes.hashBatch(hashes));
        address recovered = Signatures.recover(digest, signature);
        if (recovered == address(0) || recovered != signer) {
            revert EnclaveSignatureInvalid(recovered, signer);
        }
    }

    function _settle(JobId jobId, ReceiptRow calldata row, Earnings memory earned) private {
        Division memory money = _divide(_take(jobId), row);
        earned.net += money.payment - money.fee;
        earned.fee += money.fee;
        ++earned.jobs;
        _credit(row.terms.client, money.refund);
        emit JobSettled(
            jobId,
            row.terms.nodeId,
            row.terms.client,
            row.computeUnits,
            money.payment,
            money.fee,
            money.refund,
            row.startedAt,
            row.finishedAt,
            row.wipedAt,
            row.resultCommitment
        );
    }

    /// @dev Payment rounds for the client, and the fee up, but never above the payment.
    function _divide(Job memory taken, ReceiptRow calldata row)
        private
        pure
        returns (Division memory money)
    {
        uint256 price = uint256(row.computeUnits) * row.terms.unitPrice;
        money.payment = SafeCast.toUint96(Math.min(price, taken.amount));
        money.fee = SafeCast.toUint96(
            Math.mulDiv(money.payment, taken.feeBps, ONE_BPS, Math.Rounding.Ceil)
        );
        money.refund = taken.amount - money.payment;
    }

    function _receipt(JobId jobId, ReceiptRow calldata row) private pure returns (Receipt memory) {
        return Receipt({
            jobId: jobId,
            computeUnits: row.computeUnits,
            startedAt: row.startedAt,
            finishedAt: row.finishedAt,
            wipedAt: row.wipedAt,
            resultCommitment: row.resultCommitment
        });
    }
}
