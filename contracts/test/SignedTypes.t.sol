// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Domains } from "../src/libraries/Domains.sol";
import { Signatures } from "../src/libraries/Signatures.sol";
import { SignedTypes } from "../src/libraries/SignedTypes.sol";
import { Acknowledgement } from "../src/types/Acknowledgement.sol";
import { CompactSignature } from "../src/types/CompactSignature.sol";
import { Condemnation } from "../src/types/Condemnation.sol";
import { EnclaveBinding } from "../src/types/EnclaveBinding.sol";
import { EvidenceSubmission } from "../src/types/EvidenceSubmission.sol";
import { JobId } from "../src/types/JobId.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { Offer } from "../src/types/Offer.sol";
import { PolicyId } from "../src/types/PolicyId.sol";
import { Receipt } from "../src/types/Receipt.sol";
import { SessionTerms } from "../src/types/Session.sol";
import { Verdict } from "../src/types/Verdict.sol";
import { Base } from "./base/Base.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-01: types, hashes, domains and signatures are those of the published vectors.
contract SignedTypesTest is Base {
    string private json;
    string private entry;
    uint256 private count;

    function setUp() public {
        json = vm.readFile("vectors/signed-types.json");
        while (vm.keyExistsJson(json, string.concat(".vectors[", vm.toString(count), "]"))) {
            ++count;
        }
    }

    function test_thereAreVectorsOfAllTenTypes() public view {
        vm.assertEq(count, 40);
    }

    function test_everyVectorHasItsTypeHash() public {
        for (uint256 i = 0; i < count; ++i) {
            _select(i);
            vm.assertEq(_typeHash(_text("type")), _bytes32(".typeHash"), entry);
        }
    }

    function test_everyVectorHasItsStructHash() public {
        for (uint256 i = 0; i < count; ++i) {
            _select(i);
            vm.assertEq(_structHash(_text("type")), _bytes32(".structHash"), entry);
        }
    }

    function test_everyVectorHasItsDomainAndDigest() public {
        for (uint256 i = 0; i < count; ++i) {
            _select(i);
            vm.chainId(vm.parseJsonUint(json, string.concat(entry, ".domain.chainId")));
            bytes32 domain = _domain();
            vm.assertEq(domain, _bytes32(".domainSeparator"), entry);
            bytes32 structHash = _structHash(_text("type"));
            bytes32 digest = MessageHashUtils.toTypedDataHash(domain, structHash);
            vm.assertEq(digest, _bytes32(".digest"), entry);
            vm.assertEq(this.digestOf(domain, structHash), digest, entry);
        }
    }

    function test_everySignatureIsTheSignersInBothForms() public {
        uint256 signed;
        for (uint256 i = 0; i < count; ++i) {
            _select(i);
            if (!vm.keyExistsJson(json, string.concat(entry, ".signature"))) continue;
            ++signed;
            bytes32 digest = _bytes32(".digest");
            address signer = vm.parseJsonAddress(json, string.concat(entry, ".signature.signer"));
            bytes memory compact =
                vm.parseJsonBytes(json, string.concat(entry, ".signature.compact"));
            bytes memory full = vm.parseJsonBytes(json, string.concat(entry, ".signature.full"));
            vm.assertEq(compact.length, 64, entry);
            vm.assertEq(full.length, 65, entry);
            vm.assertTrue(this.isBy(signer, digest, compact), entry);
            vm.assertTrue(this.isBy(signer, digest, full), entry);
            vm.assertEq(this.recover(digest, _split(compact)), signer, entry);
        }
        vm.assertEq(signed, 32);
    }

    // ---------------------------------------------------------------- calldata entries

    /// @dev What is laid out stands where memory was free, and no longer is.
    function hashOf(Verdict calldata verdict) external pure returns (bytes32 structHash) {
        uint256 free = _free();
        uint256 encoded;
        (structHash, encoded) = SignedTypes.encode(verdict);
        vm.assertEq(encoded, free);
        vm.assertEq(_free(), free + 0x160);
    }

    /// @dev Whatever was left in the scratch space; and the free memory pointer is as it was.
    function digestOf(bytes32 domain, bytes32 structHash) external pure returns (bytes32 digest) {
        uint256 free = _free();
        assembly ("memory-safe") {
            mstore(0x00, not(0))
            mstore(0x20, not(0))
        }
        digest = SignedTypes.digest(domain, structHash);
        vm.assertEq(_free(), free);
    }

    function _free() private pure returns (uint256 free) {
        assembly ("memory-safe") {
            free := mload(0x40)
        }
    }

    function hashOf(SessionTerms calldata terms) external pure returns (bytes32) {
        return SignedTypes.hash(terms);
    }

    function hashOf(JobTerms calldata terms) external pure returns (bytes32) {
        return SignedTypes.hash(terms);
    }

    function isBy(address account, bytes32 digest, bytes calldata signature)
        external
        view
        returns (bool)
    {
        return Signatures.isBy(account, digest, signature);
    }

    /// @dev Of the two that each signature has, the lower one; ecrecover itself takes both.
    function test_theLowerHalfOfAllSIsRecoveredToItsVeryEnd() public view {
        bytes32 digest = keccak256("anything");
        bytes32 r = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798;
        uint256 greatest = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
        for (uint8 v = 27; v <= 28; ++v) {
            bytes32 high = bytes32(uint256(v - 27) << 255);
            address expected = ecrecover(digest, v, r, bytes32(greatest));
            vm.assertTrue(expected != address(0));
            bytes32 vs = bytes32(greatest) | high;
            vm.assertEq(this.recover(digest, CompactSignature(r, vs)), expected);
            vm.assertTrue(ecrecover(digest, v, r, bytes32(greatest + 1)) != address(0));
            vs = bytes32(greatest + 1) | high;
            vm.assertEq(this.recover(digest, CompactSignature(r, vs)), address(0));
        }
    }

    function recover(bytes32 digest, CompactSignature calldata signature)
        external
        view
        returns (address)
    {
        return Signatures.recover(digest, signature);
    }

    // ---------------------------------------------------------------- reading

    function _select(uint256 i) private {
        entry = string.concat(".vectors[", vm.toString(i), "]");
    }

    function _text(string memory key) private view returns (string memory) {
        return vm.parseJsonString(json, string.concat(entry, ".", key));
    }

    function _bytes32(string memory key) private view returns (bytes32) {
        return vm.parseJsonBytes32(json, string.concat(entry, key));
    }

    function _u(string memory member) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(entry, ".message.", member));
    }

    function _a(string memory member) private view returns (address) {
        return vm.parseJsonAddress(json, string.concat(entry, ".message.", member));
    }

    function _b(string memory member) private view returns (bytes32) {
        return _bytes32(string.concat(".message.", member));
    }

    function _node() private view returns (NodeId) {
        return NodeId.wrap(uint64(_u("nodeId")));
    }

    function _policy() private view returns (PolicyId) {
        return PolicyId.wrap(uint24(_u("policy")));
    }

    function _job() private view returns (JobId) {
        return JobId.wrap(_b("jobId"));
    }

    function _split(bytes memory compact) private pure returns (CompactSignature memory) {
        (bytes32 r, bytes32 vs) = abi.decode(compact, (bytes32, bytes32));
        return CompactSignature(r, vs);
    }

    function _domain() private view returns (bytes32) {
        address verifying =
            vm.parseJsonAddress(json, string.concat(entry, ".domain.verifyingContract"));
        return _is(_text("domain.name"), Domains.REGISTRY)
            ? Domains.registry(verifying)
            : Domains.settlement(verifying);
    }

    function _is(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    // ---------------------------------------------------------------- by type

    function _typeHash(string memory name) private pure returns (bytes32) {
        if (_is(name, "Verdict")) return SignedTypes.VERDICT;
        if (_is(name, "Condemnation")) return SignedTypes.CONDEMNATION;
        if (_is(name, "EnclaveBinding")) return SignedTypes.ENCLAVE_BINDING;
        if (_is(name, "EvidenceSubmission")) return SignedTypes.EVIDENCE_SUBMISSION;
        if (_is(name, "Offer")) return SignedTypes.OFFER;
        if (_is(name, "JobTerms")) return SignedTypes.JOB_TERMS;
        if (_is(name, "Receipt")) return SignedTypes.RECEIPT;
        if (_is(name, "ReceiptBatch")) return SignedTypes.RECEIPT_BATCH;
        if (_is(name, "SessionTerms")) return SignedTypes.SESSION_TERMS;
        if (_is(name, "Acknowledgement")) return SignedTypes.ACKNOWLEDGEMENT;
        revert(name);
    }

    function _structHash(string memory name) private view returns (bytes32) {
        if (_is(name, "Verdict")) return _verdict();
        if (_is(name, "Condemnation")) return _condemnation();
        if (_is(name, "EnclaveBinding")) return _binding();
        if (_is(name, "EvidenceSubmission")) return _submission();
        if (_is(name, "Offer")) return _offer();
        if (_is(name, "JobTerms")) return _jobTerms();
        if (_is(name, "Receipt")) return _receipt();
        if (_is(name, "ReceiptBatch")) return _batch();
        if (_is(name, "SessionTerms")) return _sessionTerms();
        if (_is(name, "Acknowledgement")) return _acknowledgement();
        revert(name);
    }

    function _verdict() private view returns (bytes32) {
        return this.hashOf(
            Verdict({
                nodeId: _node(),
                operator: _a("operator"),
                signer: _a("signer"),
                sealingKey: _b("sealingKey"),
                policy: _policy(),
                tee: uint8(_u("tee")),
                tcbStatus: uint8(_u("tcbStatus")),
                evidenceHash: _b("evidenceHash"),
                appraisedAt: uint32(_u("appraisedAt")),
                validUntil: uint32(_u("validUntil"))
            })
        );
    }

    function _condemnation() private view returns (bytes32) {
        return SignedTypes.hash(
            Condemnation({
                nodeId: _node(),
                signer: _a("signer"),
                cause: uint8(_u("cause")),
                evidenceHash: _b("evidenceHash"),
                faultAt: uint40(_u("faultAt")),
                expiresAt: uint40(_u("expiresAt"))
            })
        );
    }

    function _binding() private view returns (bytes32) {
        return SignedTypes.hash(
            EnclaveBinding({
                nodeId: _node(),
                operator: _a("operator"),
                signer: _a("signer"),
                sealingKeyHash: _b("sealingKeyHash"),
                policy: _policy(),
                programsHash: _b("programsHash"),
                challengeBlock: uint64(_u("challengeBlock")),
                challengeHash: _b("challengeHash")
            })
        );
    }

    function _submission() private view returns (bytes32) {
        return SignedTypes.hash(
            EvidenceSubmission({
                nodeId: _node(),
                evidenceHash: _b("evidenceHash"),
                expiresAt: uint40(_u("expiresAt"))
            })
        );
    }

    function _offer() private view returns (bytes32) {
        return SignedTypes.hash(
            Offer({
                nodeId: _node(),
                policy: _policy(),
                unitPrice: uint96(_u("unitPrice")),
                minRunway: uint32(_u("minRunway")),
                maxUnits: uint64(_u("maxUnits")),
                maxEnvelopeBytes: uint32(_u("maxEnvelopeBytes")),
                endpoint: _text("message.endpoint"),
                tlsFingerprint: _b("tlsFingerprint"),
                validUntil: uint40(_u("validUntil")),
                sequence: uint64(_u("sequence"))
            })
        );
    }

    function _jobTerms() private view returns (bytes32) {
        return this.hashOf(
            JobTerms({
                client: _a("client"),
                nodeId: _node(),
                signer: _a("signer"),
                maxPrice: uint96(_u("maxPrice")),
                unitPrice: uint96(_u("unitPrice")),
                deadline: uint40(_u("deadline")),
                specCommitment: _b("specCommitment"),
                nonce: uint64(_u("nonce"))
            })
        );
    }

    function _receipt() private view returns (bytes32) {
        return SignedTypes.hash(
            Receipt({
                jobId: _job(),
                computeUnits: uint64(_u("computeUnits")),
                startedAt: uint40(_u("startedAt")),
                finishedAt: uint40(_u("finishedAt")),
                wipedAt: uint40(_u("wipedAt")),
                resultCommitment: _b("resultCommitment")
            })
        );
    }

    function _batch() private view returns (bytes32) {
        return SignedTypes.hashBatch(
            vm.parseJsonBytes32Array(json, string.concat(entry, ".message.receiptHashes"))
        );
    }

    function _sessionTerms() private view returns (bytes32) {
        return this.hashOf(
            SessionTerms({
                client: _a("client"),
                nodeId: _node(),
                policy: _policy(),
                unitPrice: uint96(_u("unitPrice")),
                cap: uint96(_u("cap")),
                expiry: uint40(_u("expiry")),
                noticePeriod: uint32(_u("noticePeriod")),
                nonce: uint64(_u("nonce"))
            })
        );
    }

    function _acknowledgement() private view returns (bytes32) {
        return SignedTypes.hash(
            Acknowledgement({
                jobId: _job(),
                resultCommitment: _b("resultCommitment"),
                receivedAt: uint40(_u("receivedAt"))
            })
        );
    }
}
