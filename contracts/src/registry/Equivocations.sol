// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../interfaces/ICases.sol";
import { Cause } from "../libraries/Cause.sol";
import { Domains } from "../libraries/Domains.sol";
import { Signatures } from "../libraries/Signatures.sol";
import { SignedTypes } from "../libraries/SignedTypes.sol";
import { Case, CaseId } from "../types/Case.sol";
import { JobId } from "../types/JobId.sol";
import { JobTerms } from "../types/JobTerms.sol";
import { NodeId } from "../types/NodeId.sol";
import { SignedReceipt } from "../types/Receipt.sol";
import { KeyStanding } from "../types/RetiredKey.sol";
import { SessionId, SessionTerms } from "../types/Session.sol";
import { Cases } from "./Cases.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Two receipts of one key for one job: proven from its signatures alone.
abstract contract Equivocations is Cases {
    /// @dev What both receipts are about.
    struct Subject {
        NodeId nodeId;
        JobId jobId;
        address client;
        uint256 unitPrice;
        uint256 maxPrice;
    }

    address internal immutable SETTLEMENT;
    /// @dev Domain S at deployment, as in Settlement: job and session ids are computed under it.
    bytes32 private immutable JOB_DOMAIN;

    constructor(address settlement_) {
        if (settlement_ == address(0)) revert ZeroAddress();
        SETTLEMENT = settlement_;
        JOB_DOMAIN = Domains.settlement(settlement_);
    }

    /// @inheritdoc ICases
    function proveEquivocation(
        JobTerms calldata terms,
        SignedReceipt calldata a,
        SignedReceipt calldata b
    ) external returns (CaseId caseId) {
        bytes32 jobId = MessageHashUtils.toTypedDataHash(JOB_DOMAIN, SignedTypes.hash(terms));
        Subject memory subject = Subject({
            nodeId: terms.nodeId,
            jobId: JobId.wrap(jobId),
            client: terms.client,
            unitPrice: terms.unitPrice,
            maxPrice: terms.maxPrice
        });
        address recovered = _signerOfBoth(subject.jobId, a, b);
        if (recovered != terms.signer) revert ReceiptSignerMismatch(recovered, terms.signer);
        return _openProven(subject, recovered, a, b);
    }

    /// @inheritdoc ICases
    function proveSessionEquivocation(
        SessionTerms calldata terms,
        uint32 index,
        SignedReceipt calldata a,
        SignedReceipt calldata b
    ) external returns (CaseId caseId) {
        bytes32 sessionId = MessageHashUtils.toTypedDataHash(JOB_DOMAIN, SignedTypes.hash(terms));
        Subject memory subject = Subject({
            nodeId: terms.nodeId,
            jobId: SignedTypes.sessionJobId(SessionId.wrap(sessionId), index),
            client: terms.client,
            unitPrice: terms.unitPrice,
            maxPrice: terms.cap
        });
        return _openProven(subject, _signerOfBoth(subject.jobId, a, b), a, b);
    }

    /// @dev Opens at once: there is nothing left to judge. A zero client can be owed nothing.
    function _openProven(
        Subject memory subject,
        address signer,
        SignedReceipt calldata a,
        SignedReceipt calldata b
    ) private returns (CaseId caseId) {
        KeyStanding memory standing = _knownKey(subject.nodeId, signer);
        CaseId before = _equivocationOf[subject.jobId][signer];
        if (CaseId.unwrap(before) != 0) revert CaseExists(before);

        caseId = _nextCaseId();
        _equivocationOf[subject.jobId][signer] = caseId;
        Case memory opened;
        opened.nodeId = subject.nodeId;
        opened.faultAt = _after(0);
        opened.cause = Cause.EQUIVOCATION;
        opened.evidenceHash =
            keccak256(abi.encode(a.receiptHashes[a.index], b.receiptHashes[b.index]));
        opened.harmed = subject.client;
        if (subject.client != address(0)) {
            uint256 units = Math.max(a.receipt.computeUnits, b.receipt.computeUnits);
            // Fits: not above `maxPrice`, which is 96 bits wide.
            opened.maxCompensation = uint96(Math.min(units * subject.unitPrice, subject.maxPrice));
        }
        opened.reporter = msg.sender;
        _openCase(caseId, opened, signer, standing, subject.jobId);
    }

    function _signerOfBoth(JobId jobId, SignedReceipt calldata a, SignedReceipt calldata b)
        private
        view
        returns (address signer)
    {
        (address signerOfA, bytes32 hashOfA) = _signerOf(jobId, a);
        (address signerOfB, bytes32 hashOfB) = _signerOf(jobId, b);
        if (hashOfA == hashOfB) revert ReceiptsEqual(hashOfA);
        if (signerOfA != signerOfB) revert ReceiptSignerMismatch(signerOfB, signerOfA);
        return signerOfA;
    }

    /// @dev Under the domain of the moment, like every signature.
    function _signerOf(JobId jobId, SignedReceipt calldata side)
        private
        view
        returns (address signer, bytes32 receiptHash)
    {
        if (side.receipt.jobId != jobId) revert ReceiptOfAnotherJob(side.receipt.jobId, jobId);
        receiptHash = SignedTypes.hashReceipt(side.receipt);
        if (
            side.index >= side.receiptHashes.length || side.receiptHashes[side.index] != receiptHash
        ) revert ReceiptNotInBatch(side.index, receiptHash);
        bytes32 batch = SignedTypes.hashBatch(side.receiptHashes);
        bytes32 digest = MessageHashUtils.toTypedDataHash(Domains.settlement(SETTLEMENT), batch);
        return (Signatures.recover(digest, side.signature), receiptHash);
    }
}
