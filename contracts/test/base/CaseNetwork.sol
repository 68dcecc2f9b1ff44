// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Cause } from "../../src/libraries/Cause.sol";
import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { CaseId } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Receipt, SignedReceipt } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { SessionNetwork } from "./SessionNetwork.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice Condemnations by the network's attestors, and equivocations of its enclave.
abstract contract CaseNetwork is SessionNetwork {
    uint256 internal constant NEXT_KEY = 0x4E47;

    function _condemnation(address signer, uint8 cause)
        internal
        view
        returns (Condemnation memory)
    {
        return Condemnation({
            nodeId: node,
            signer: signer,
            cause: cause,
            evidenceHash: keccak256("submission"),
            faultAt: uint40(block.timestamp),
            expiresAt: uint40(block.timestamp + 1 hours)
        });
    }

    function _condemn(address signer, uint8 cause) internal returns (CaseId) {
        return _condemn(_condemnation(signer, cause));
    }

    function _condemn(Condemnation memory condemnation) internal returns (CaseId) {
        return registry.condemn(condemnation, _signed(condemnation));
    }

    function _signed(Condemnation memory condemnation)
        internal
        view
        returns (CompactSignature[] memory signatures)
    {
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainR, SignedTypes.hash(condemnation));
        signatures = new CompactSignature[](2);
        for (uint256 i = 0; i < 2; ++i) {
            signatures[i] = _compact(attestorKeys[i], digest);
        }
    }

    /// @dev A second key for the node, some time after the first.
    function _rotate() internal returns (address next) {
        vm.warp(block.timestamp + 1 hours);
        next = vm.addr(NEXT_KEY);
        Verdict memory verdict = _verdict();
        verdict.signer = next;
        _attest(verdict);
    }

    function _executeLater(CaseId caseId) internal {
        vm.warp(block.timestamp + 3 days);
        registry.execute(caseId);
    }

    // ---------------------------------------------------------------- equivocation

    function _receiptOf(JobId jobId, uint64 computeUnits) internal view returns (Receipt memory) {
        return Receipt({
            jobId: jobId,
            computeUnits: computeUnits,
            startedAt: uint40(block.timestamp),
            finishedAt: uint40(block.timestamp),
            wipedAt: uint40(block.timestamp),
            resultCommitment: keccak256("salted result")
        });
    }

    /// @dev Second of a batch of two.
    function _signedReceipt(uint256 key, Receipt memory receipt)
        internal
        view
        returns (SignedReceipt memory side)
    {
        side.receipt = receipt;
        side.receiptHashes = new bytes32[](2);
        side.receiptHashes[0] = keccak256("another receipt");
        side.receiptHashes[1] = SignedTypes.hash(receipt);
        side.index = 1;
        bytes32 batch = SignedTypes.hashBatch(side.receiptHashes);
        side.signature = _compact(key, MessageHashUtils.toTypedDataHash(domainS, batch));
    }

    function _equivocate(JobTerms memory terms, uint64 unitsA, uint64 unitsB)
        internal
        returns (CaseId)
    {
        JobId jobId = _idOf(terms);
        return registry.proveEquivocation(
            terms,
            _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, unitsA)),
            _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, unitsB))
        );
    }

    function _bps(uint256 amount) internal pure returns (uint96) {
        return uint96(amount * Cause.SLASH_BPS / 10_000);
    }
}
