// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../../src/DevelopmentToken.sol";
import { NodeRegistry } from "../../src/NodeRegistry.sol";
import { Settlement } from "../../src/Settlement.sol";
import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Receipt, ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Windows } from "../../src/types/Windows.sol";
import { Base } from "./Base.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice A deployed network with one policy, three attestors of whom two must sign, a client with
/// money, and an operator with tokens. `_launch` gives the operator an attested node.
abstract contract Network is Base {
    uint256 internal constant START = 1_800_000_000;
    uint96 internal constant MIN_STAKE = 100 ether;
    uint16 internal constant FEE_BPS = 250;
    uint8 internal constant TDX = 2;
    uint8 internal constant DEVELOPMENT = 7;
    uint64 internal constant FIRST_ORDER = 1 << 63;

    address internal immutable owner = _named("timelock");
    address internal immutable guardian = _named("guardian");
    address internal immutable treasury = _named("treasury");
    address internal immutable operator = _named("operator");
    address internal immutable payout = _named("payout");
    address internal immutable stranger = _named("stranger");
    uint256 internal constant CLIENT_KEY = 0xC11E47;
    uint256 internal constant ENCLAVE_KEY = 0xE4C1A7E;
    address internal immutable client = vm.addr(CLIENT_KEY);
    address internal immutable enclave = vm.addr(ENCLAVE_KEY);
    uint256[3] internal attestorKeys;

    IERC20 internal token;
    NodeRegistry internal registry;
    Settlement internal settlement;
    bytes32 internal domainR;
    bytes32 internal domainS;
    PolicyId internal policy;
    NodeId internal node;

    function setUp() public virtual {
        vm.warp(START);
        token = _newToken();
        (registry, settlement) = _deploy(_productionWindows());
        domainR = registry.registryDomain();
        domainS = registry.settlementDomain();
        _appointAttestors();
        vm.prank(owner);
        policy = registry.publishPolicy(_policyTerms());
        _fund(operator, address(registry));
        _fund(client, address(settlement));
        vm.prank(client);
        settlement.deposit(client, 1000 ether);
    }

    // ---------------------------------------------------------------- deployment

    function _newToken() internal virtual returns (IERC20) {
        return IERC20(_shipped("DevelopmentToken", ""));
    }

    function _deploy(Windows memory windows) internal returns (NodeRegistry r, Settlement s) {
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        r = _newRegistry(owner, guardian, treasury, address(token), next, windows);
        s = _newSettlement(r);
    }

    function _newRegistry(
        address owner_,
        address guardian_,
        address treasury_,
        address token_,
        address settlement_,
        Windows memory windows
    ) internal returns (NodeRegistry) {
        bytes memory args = abi.encode(owner_, guardian_, treasury_, token_, settlement_, windows);
        return NodeRegistry(_shipped("NodeRegistry", args));
    }

    function _newSettlement(NodeRegistry registry_) internal returns (Settlement) {
        return Settlement(_shipped("Settlement", abi.encode(registry_)));
    }

    function _productionWindows() internal pure returns (Windows memory) {
        return Windows({
            maxLifetimeSeconds: 7 days,
            maxSessionNoticeSeconds: 1 days,
            reportWindowSeconds: 3 days,
            caseDelaySeconds: 3 days,
            marginSeconds: 2 days,
            maxCaseHoldSeconds: 14 days,
            unbondingSeconds: 21 days,
            suspensionSeconds: 7 days,
            suspensionCoolDownSeconds: 7 days
        });
    }

    function _policyTerms() internal pure returns (PolicyTerms memory) {
        return PolicyTerms({
            minStake: MIN_STAKE,
            lifetimeSeconds: 2 days,
            teeMask: uint8(1 << TDX),
            timeBucketSeconds: 60,
            unitBucket: 1000,
            feeBps: FEE_BPS,
            digest: keccak256("policy document")
        });
    }

    function _fund(address account, address spender) internal {
        DevelopmentToken(address(token)).mint(account, 10_000 ether);
        vm.prank(account);
        token.approve(spender, type(uint256).max);
    }

    /// @dev Three keys, ascending by address, because that is the order of signatures.
    function _appointAttestors() private {
        uint256[3] memory keys = [uint256(0xA1), 0xA2, 0xA3];
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < 2 - i; ++j) {
                if (vm.addr(keys[j]) > vm.addr(keys[j + 1])) {
                    (keys[j], keys[j + 1]) = (keys[j + 1], keys[j]);
                }
            }
        }
        attestorKeys = keys;
        vm.startPrank(owner);
        for (uint256 i = 0; i < 3; ++i) {
            registry.addAttestor(vm.addr(keys[i]));
        }
        registry.setThreshold(2);
        vm.stopPrank();
    }

    // ---------------------------------------------------------------- hashes

    /// @dev As the library has it for calldata; SignedTypes.t.sol checks that against the vectors.
    function _hash(Verdict memory verdict) internal pure returns (bytes32) {
        return keccak256(abi.encode(SignedTypes.VERDICT, verdict));
    }

    function _hash(JobTerms memory terms) internal pure returns (bytes32) {
        return keccak256(abi.encode(SignedTypes.JOB_TERMS, terms));
    }

    // ---------------------------------------------------------------- nodes

    function _launch() internal {
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
        _attest(_verdict());
    }

    function _verdict() internal view returns (Verdict memory) {
        return Verdict({
            nodeId: node,
            operator: operator,
            signer: enclave,
            sealingKey: keccak256("sealing key"),
            policy: policy,
            tee: TDX,
            tcbStatus: 1,
            evidenceHash: keccak256("evidence"),
            appraisedAt: uint32(block.timestamp),
            validUntil: uint32(block.timestamp + 1 days)
        });
    }

    function _attest(Verdict memory verdict) internal {
        registry.attest(verdict, _signed(verdict, 2));
    }

    function _signed(Verdict memory verdict, uint256 count)
        internal
        view
        returns (CompactSignature[] memory signatures)
    {
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainR, _hash(verdict));
        signatures = new CompactSignature[](count);
        for (uint256 i = 0; i < count; ++i) {
            signatures[i] = _compact(attestorKeys[i], digest);
        }
    }

    function _compact(uint256 key, bytes32 digest) internal pure returns (CompactSignature memory) {
        (bytes32 r, bytes32 vs) = vm.signCompact(key, digest);
        return CompactSignature(r, vs);
    }

    // ---------------------------------------------------------------- jobs

    /// @dev Ten units at most: `maxPrice` is ten times `unitPrice`.
    function _terms(uint64 nonce) internal view returns (JobTerms memory) {
        return JobTerms({
            client: client,
            nodeId: node,
            signer: enclave,
            maxPrice: 10 ether,
            unitPrice: 1 ether,
            deadline: uint40(block.timestamp + 1 hours),
            specCommitment: keccak256("salted spec"),
            nonce: nonce
        });
    }

    function _open(JobTerms memory terms) internal returns (JobId) {
        vm.prank(terms.client);
        return settlement.open(terms);
    }

    function _idOf(JobTerms memory terms) internal view returns (JobId) {
        return JobId.wrap(MessageHashUtils.toTypedDataHash(domainS, _hash(terms)));
    }

    function _row(JobTerms memory terms, uint64 computeUnits)
        internal
        view
        returns (ReceiptRow memory)
    {
        return ReceiptRow({
            terms: terms,
            computeUnits: computeUnits,
            startedAt: uint40(block.timestamp - 120),
            finishedAt: uint40(block.timestamp - 60),
            wipedAt: uint40(block.timestamp),
            resultCommitment: keccak256("salted result")
        });
    }

    function _rows(ReceiptRow memory row) internal pure returns (ReceiptRow[] memory rows) {
        rows = new ReceiptRow[](1);
        rows[0] = row;
    }

    function _signBatch(uint256 key, ReceiptRow[] memory rows)
        internal
        view
        returns (CompactSignature memory)
    {
        return _compact(key, _batchDigest(rows));
    }

    function _batchDigest(ReceiptRow[] memory rows) internal view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            ReceiptRow memory row = rows[i];
            hashes[i] = SignedTypes.hash(
                Receipt({
                    jobId: _idOf(row.terms),
                    computeUnits: row.computeUnits,
                    startedAt: row.startedAt,
                    finishedAt: row.finishedAt,
                    wipedAt: row.wipedAt,
                    resultCommitment: row.resultCommitment
                })
            );
        }
        return MessageHashUtils.toTypedDataHash(domainS, SignedTypes.hashBatch(hashes));
    }

    function _settle(JobTerms memory terms, uint64 computeUnits) internal {
        ReceiptRow[] memory rows = _rows(_row(terms, computeUnits));
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));
    }

    function _free(address account) internal view returns (uint128) {
        return settlement.account(account).free;
    }
}
