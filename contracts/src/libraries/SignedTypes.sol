// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Hashing is what a batch does most: here, and only here, memory is written by hand.
// solhint-disable no-inline-assembly

import { Acknowledgement } from "../types/Acknowledgement.sol";
import { Condemnation } from "../types/Condemnation.sol";
import { EnclaveBinding } from "../types/EnclaveBinding.sol";
import { EvidenceSubmission } from "../types/EvidenceSubmission.sol";
import { JobId } from "../types/JobId.sol";
import { JobTerms } from "../types/JobTerms.sol";
import { Offer } from "../types/Offer.sol";
import { Receipt } from "../types/Receipt.sol";
import { SessionId, SessionTerms } from "../types/Session.sol";
import { Verdict } from "../types/Verdict.sol";

/// @notice The EIP-712 struct hashes of all ten signed types, final for ever.
/// @dev `vectors/signed-types.json` holds what they must come out as. All members of the fixed ones
/// are value types, whose encoding is the plain ABI encoding of the struct: where a struct lies in
/// calldata, its words are hashed as they lie there. A word with bits outside of its type gives a hash
/// that no valid struct has; whoever uses the member itself reverts.
///
/// The assembly writes only to scratch space and beyond the free memory pointer, which stays where it was
/// but for `encode`.
library SignedTypes {
    bytes32 internal constant VERDICT = keccak256(
        "Verdict(uint64 nodeId,address operator,address signer,bytes32 sealingKey,uint24 policy,"
        "uint8 tee,uint8 tcbStatus,bytes32 evidenceHash,uint32 appraisedAt,uint32 validUntil)"
    );
    bytes32 internal constant CONDEMNATION = keccak256(
        "Condemnation(uint64 nodeId,address signer,uint8 cause,bytes32 evidenceHash,"
        "uint40 faultAt,uint40 expiresAt)"
    );
    bytes32 internal constant ENCLAVE_BINDING = keccak256(
        "EnclaveBinding(uint64 nodeId,address operator,address signer,bytes32 sealingKeyHash,"
        "uint24 policy,bytes32 programsHash,uint64 challengeBlock,bytes32 challengeHash)"
    );
    bytes32 internal constant EVIDENCE_SUBMISSION =
        keccak256("EvidenceSubmission(uint64 nodeId,bytes32 evidenceHash,uint40 expiresAt)");
    bytes32 internal constant OFFER = keccak256(
        "Offer(uint64 nodeId,uint24 policy,uint96 unitPrice,uint32 minRunway,uint64 maxUnits,"
        "uint32 maxEnvelopeBytes,string endpoint,bytes32 tlsFingerprint,uint40 validUntil,"
        "uint64 sequence)"
    );
    bytes32 internal constant JOB_TERMS = keccak256(
        "JobTerms(address client,uint64 nodeId,address signer,uint96 maxPrice,uint96 unitPrice,"
        "uint40 deadline,bytes32 specCommitment,uint64 nonce)"
    );
    bytes32 internal constant RECEIPT = keccak256(
        "Receipt(bytes32 jobId,uint64 computeUnits,uint40 startedAt,uint40 finishedAt,"
        "uint40 wipedAt,bytes32 resultCommitment)"
    );
    bytes32 internal constant RECEIPT_BATCH = keccak256("ReceiptBatch(bytes32[] receiptHashes)");
    bytes32 internal constant SESSION_TERMS = keccak256(
        "SessionTerms(address client,uint64 nodeId,uint24 policy,uint96 unitPrice,uint96 cap,"
        "uint40 expiry,uint32 noticePeriod,uint64 nonce)"
    );
    bytes32 internal constant ACKNOWLEDGEMENT =
        keccak256("Acknowledgement(bytes32 jobId,bytes32 resultCommitment,uint40 receivedAt)");

    /// @dev It stays in memory, where `encoded` says: the type hash, then the ten words.
    function encode(Verdict calldata verdict)
        internal
        pure
        returns (bytes32 structHash, uint256 encoded)
    {
        bytes32 typeHash = VERDICT;
        assembly ("memory-safe") {
            encoded := mload(0x40)
            mstore(0x40, add(encoded, 0x160))
            mstore(encoded, typeHash)
            calldatacopy(add(encoded, 0x20), verdict, 0x140)
            structHash := keccak256(encoded, 0x160)
        }
    }

    /// @dev What is signed, laid out in the scratch space. Its end reaches over bytes of the free memory
    /// pointer that are zero, and are zero again after it.
    function digest(bytes32 domain, bytes32 structHash) internal pure returns (bytes32 found) {
        assembly ("memory-safe") {
            mstore(0x00, 0x1901000000000000)
            mstore(0x1a, domain)
            mstore(0x3a, structHash)
            found := keccak256(0x18, 0x42)
            mstore(0x3a, 0)
        }
    }

    function hash(Condemnation memory condemnation) internal pure returns (bytes32) {
        return keccak256(abi.encode(CONDEMNATION, condemnation));
    }

    function hash(EnclaveBinding memory binding) internal pure returns (bytes32) {
        return keccak256(abi.encode(ENCLAVE_BINDING, binding));
    }

    function hash(EvidenceSubmission memory submission) internal pure returns (bytes32) {
        return keccak256(abi.encode(EVIDENCE_SUBMISSION, submission));
    }

    function hash(Offer memory offer) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                OFFER,
                offer.nodeId,
                offer.policy,
                offer.unitPrice,
                offer.minRunway,
                offer.maxUnits,
                offer.maxEnvelopeBytes,
                keccak256(bytes(offer.endpoint)),
                offer.tlsFingerprint,
                offer.validUntil,
                offer.sequence
            )
        );
    }

    function hash(JobTerms calldata terms) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = JOB_TERMS;
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, typeHash)
            calldatacopy(add(buffer, 0x20), terms, 0x100)
            structHash := keccak256(buffer, 0x120)
        }
    }

    function hash(Receipt memory receipt) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECEIPT, receipt));
    }

    function hashReceipt(Receipt calldata receipt) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = RECEIPT;
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, typeHash)
            calldatacopy(add(buffer, 0x20), receipt, 0xc0)
            structHash := keccak256(buffer, 0xe0)
        }
    }

    /// @param receiptHashes The struct hash of each receipt, in the order of the batch.
    function hashBatch(bytes32[] memory receiptHashes) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = RECEIPT_BATCH;
        assembly ("memory-safe") {
            mstore(0x00, typeHash)
            mstore(0x20, keccak256(add(receiptHashes, 0x20), shl(5, mload(receiptHashes))))
            structHash := keccak256(0x00, 0x40)
        }
    }

    function hash(SessionTerms calldata terms) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = SESSION_TERMS;
        assembly ("memory-safe") {
            let buffer := mload(0x40)
            mstore(buffer, typeHash)
            calldatacopy(add(buffer, 0x20), terms, 0x100)
            structHash := keccak256(buffer, 0x120)
        }
    }

    /// @dev The id of job `index` of a session.
    function sessionJobId(SessionId sessionId, uint256 index) internal pure returns (JobId jobId) {
        assembly ("memory-safe") {
            mstore(0x00, sessionId)
            mstore(0x20, index)
            jobId := keccak256(0x00, 0x40)
        }
    }

    function hash(Acknowledgement memory acknowledgement) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACKNOWLEDGEMENT, acknowledgement));
    }
}
