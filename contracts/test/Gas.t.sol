// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseId } from "../src/types/Case.sol";
import { CompactSignature } from "../src/types/CompactSignature.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { ReceiptRow, SignedReceipt } from "../src/types/Receipt.sol";
import { SessionRow, SessionTerms } from "../src/types/Session.sol";
import { Verdict } from "../src/types/Verdict.sol";
import { CaseNetwork } from "./base/CaseNetwork.sol";

/// @notice C-23: what each operation costs as a whole transaction, kept in snapshots/gas.json.
/// @dev Every balance that is touched was non-zero before, as in the life of a network.
contract GasTest is CaseNetwork {
    uint256 private constant BATCH = 100;

    function setUp() public override {
        super.setUp();
        vm.prank(owner);
        registry.setThreshold(1);
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
        settlement.claim(node);
        _open(_terms(1));
        _settle(_terms(1), 4);
    }

    function test_openAndSettle() public {
        _open(_terms(2));
        uint256 open = vm.snapshotGasLastCall("gas", "open");
        _settle(_terms(2), 4);
        uint256 settle = vm.snapshotGasLastCall("gas", "settle");
        vm.snapshotValue("gas", "escrowedJob", open + settle);
    }

    function test_settleBatch100OneClient() public {
        ReceiptRow[] memory rows = new ReceiptRow[](BATCH);
        for (uint64 i = 0; i < BATCH; ++i) {
            JobTerms memory terms = _terms(i + 2);
            terms.maxPrice = 5 ether;
            _open(terms);
            rows[i] = _row(terms, 4);
        }
        _snapshotBatch(rows, "settleBatch100OneClient");
    }

    function test_settleBatch100() public {
        ReceiptRow[] memory rows = new ReceiptRow[](BATCH);
        for (uint160 i = 0; i < BATCH; ++i) {
            JobTerms memory terms = _terms(0);
            terms.client = address(uint160(uint256(keccak256(abi.encode(i)))));
            vm.prank(client);
            settlement.deposit(terms.client, 11 ether);
            terms.maxPrice = 5 ether;
            _open(terms);
            rows[i] = _row(terms, 4);
        }
        _snapshotBatch(rows, "settleBatch100");
    }

    /// @dev Random commitments, rising indices, amounts of work that differ.
    function test_sessionBatch200() public {
        SessionTerms memory terms = _sessionTerms(2);
        terms.cap = 900 ether;
        _openSession(terms);
        vm.snapshotGasLastCall("gas", "openSession");
        _settleSession(terms, _sessionRows(1, 4));
        SessionRow[] memory rows = new SessionRow[](200);
        for (uint32 i = 0; i < 200; ++i) {
            rows[i] = _sessionRow(i + 1, 1 + i % 7);
        }
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        settlement.settleSession(terms, rows, signature);
        uint256 used = vm.snapshotGasLastCall("gas", "sessionBatch200");
        vm.assertEq(settlement.earnings(node).jobs, 203);
        vm.snapshotValue("gas", "sessionBatch200", used / 200);
        vm.prank(client);
        settlement.giveNotice(terms);
        vm.snapshotGasLastCall("gas", "giveNotice");
        vm.warp(block.timestamp + 1 days);
        settlement.reclaim(terms);
        vm.snapshotGasLastCall("gas", "reclaim");
    }

    function test_cases() public {
        CaseId caseId = _condemn(enclave, 1);
        vm.snapshotGasLastCall("gas", "condemn");
        vm.prank(guardian);
        registry.veto(caseId);
        vm.snapshotGasLastCall("gas", "veto");
        caseId = _condemn(enclave, 2);
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(terms), 1));
        SignedReceipt memory b = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(terms), 2));
        registry.proveEquivocation(terms, a, b);
        vm.snapshotGasLastCall("gas", "proveEquivocation");
        vm.warp(START + 3 days);
        registry.execute(caseId);
        vm.snapshotGasLastCall("gas", "execute");
        registry.claimOwed(treasury);
        vm.snapshotGasLastCall("gas", "claimOwed");
    }

    function test_refund() public {
        JobTerms memory terms = _terms(2);
        _open(terms);
        vm.warp(uint256(terms.deadline) + 1);
        settlement.refund(terms);
        vm.snapshotGasLastCall("gas", "refund");
    }

    function test_attest() public {
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory verdict = _verdict();
        verdict.signer = stranger;
        _attestWithOne(verdict);
        vm.snapshotGasLastCall("gas", "attest");
        vm.warp(START + 1 hours);
        Verdict memory renewal = _verdict();
        renewal.signer = stranger;
        _attestWithOne(renewal);
        vm.snapshotGasLastCall("gas", "attestRenew");
        vm.warp(START + 2 hours);
        Verdict memory rotation = _verdict();
        rotation.signer = _named("next enclave");
        _attestWithOne(rotation);
        vm.snapshotGasLastCall("gas", "attestRotate");
    }

    function test_stakeTopUp() public {
        vm.prank(operator);
        registry.stake(node, operator, 1 ether);
        vm.snapshotGasLastCall("gas", "stakeTopUp");
    }

    function test_claim() public {
        settlement.claim(node);
        vm.snapshotGasLastCall("gas", "claim");
    }

    /// @dev forge compares the numbers that the file has, and is silent about those that it lacks.
    function test_everyOperationHasItsNumberOnFile() public view {
        string memory file = vm.readFile("snapshots/gas.json");
        string[20] memory names = [
            "open",
            "settle",
            "escrowedJob",
            "settleBatch100OneClient",
            "settleBatch100",
            "refund",
            "attest",
            "attestRenew",
            "attestRotate",
            "stakeTopUp",
            "claim",
            "sessionBatch200",
            "openSession",
            "giveNotice",
            "reclaim",
            "condemn",
            "veto",
            "proveEquivocation",
            "execute",
            "claimOwed"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            vm.assertTrue(vm.keyExistsJson(file, string.concat(".", names[i])), names[i]);
        }
    }

    function _snapshotBatch(ReceiptRow[] memory rows, string memory name) private {
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        settlement.settle(rows, signature);
        uint256 used = vm.snapshotGasLastCall("gas", name);
        vm.assertEq(settlement.earnings(node).jobs, BATCH + 2);
        vm.snapshotValue("gas", name, used / BATCH);
    }

    function _attestWithOne(Verdict memory verdict) private {
        registry.attest(verdict, _signed(verdict, 1));
    }
}
