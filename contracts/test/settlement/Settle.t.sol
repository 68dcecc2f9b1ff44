// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Earnings } from "../../src/types/Earnings.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-15: a receipt of the named key pays what it metered, never more than the price locked,
/// once, up to the deadline; one bad row harms no other.
contract SettleTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
    }

    function test_settlePaysTheNodeAndReturnsTheRest() public {
        ReceiptRow memory row = _row(_terms(0), 4);
        ReceiptRow[] memory rows = _rows(row);
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        vm.expectEmit(address(settlement));
        emit ISettlement.JobSettled(
            _idOf(row.terms),
            node,
            client,
            4,
            4 ether,
            0.1 ether,
            6 ether,
            row.startedAt,
            row.finishedAt,
            row.wipedAt,
            row.resultCommitment
        );
        vm.prank(stranger);
        settlement.settle(rows, signature);
        _assertEarned(3.9 ether, 0.1 ether, 1);
        vm.assertEq(_free(client), 996 ether);
        vm.assertEq(settlement.job(_idOf(row.terms)).deadline, 0);
    }

    function test_settleNeverPaysMoreThanThePriceLocked() public {
        _settle(_terms(0), type(uint64).max);
        _assertEarned(9.75 ether, 0.25 ether, 1);
        vm.assertEq(_free(client), 990 ether);
    }

    function test_aReceiptOverNothingPaysNothing() public {
        _settle(_terms(0), 0);
        _assertEarned(0, 0, 1);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_theFeeRoundsUpButNeverAboveThePayment() public {
        JobTerms memory terms = _terms(1);
        terms.unitPrice = 1;
        _open(terms);
        _settle(terms, 1);
        _assertEarned(0, 1, 1);
        terms = _terms(2);
        terms.unitPrice = 1;
        _open(terms);
        _settle(terms, 41);
        _assertEarned(39, 3, 2);
    }

    function test_theLeastFeeOfAllIsRoundedUpToo() public {
        PolicyTerms memory cheapest = _policyTerms();
        cheapest.feeBps = 1;
        vm.prank(owner);
        policy = registry.publishPolicy(cheapest);
        vm.warp(START + 1);
        _attest(_verdict());
        JobTerms memory terms = _terms(1);
        terms.unitPrice = 1;
        _open(terms);
        _settle(terms, 1);
        _assertEarned(0, 1, 1);
    }

    function test_aRestOfOneUnitIsReturnedToo() public {
        JobTerms memory terms = _terms(1);
        (terms.unitPrice, terms.maxPrice) = (1, 3);
        _open(terms);
        uint128 free = _free(client);
        _settle(terms, 2);
        vm.assertEq(_free(client), free + 1);
    }

    /// @dev Signed as it is sent: only its width speaks against it. Words of the terms are part of the id.
    function test_meteringWiderThanItsTypesIsRefused() public {
        uint8[4] memory widths = [64, 40, 40, 40];
        for (uint256 i = 0; i < 4; ++i) {
            for (uint256 bit = widths[i]; bit < 256; bit += 24) {
                uint256[13] memory words = _words();
                words[8 + i] |= 1 << bit;
                (bool done, bytes memory answer) = _send(words);
                vm.assertFalse(done);
                vm.assertEq(answer.length, 0, vm.toString(i));
            }
        }
        (bool taken,) = _send(_words());
        vm.assertTrue(taken);
        _assertEarned(3.9 ether, 0.1 ether, 1);
    }

    function test_meteringAtTheEndOfItsTypesIsTold() public {
        uint256[13] memory words = _words();
        words[8] = type(uint64).max;
        words[9] = words[10] = words[11] = type(uint40).max;
        vm.expectEmit(address(settlement));
        emit ISettlement.JobSettled(
            _idOf(_terms(0)),
            node,
            client,
            type(uint64).max,
            10 ether,
            0.25 ether,
            0,
            type(uint40).max,
            type(uint40).max,
            type(uint40).max,
            bytes32(words[12])
        );
        (bool taken,) = _send(words);
        vm.assertTrue(taken);
    }

    function _words() private view returns (uint256[13] memory) {
        return abi.decode(abi.encode(_row(_terms(0), 4)), (uint256[13]));
    }

    function _send(uint256[13] memory words) private returns (bool, bytes memory) {
        bytes32[] memory hashes = new bytes32[](1);
        hashes[0] = keccak256(
            abi.encode(
                SignedTypes.RECEIPT,
                _idOf(_terms(0)),
                words[8],
                words[9],
                words[10],
                words[11],
                words[12]
            )
        );
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainS, SignedTypes.hashBatch(hashes));
        uint256[13][] memory rows = new uint256[13][](1);
        rows[0] = words;
        return address(settlement)
            .call(
                bytes.concat(
                    settlement.settle.selector, abi.encode(rows, _compact(ENCLAVE_KEY, digest))
                )
            );
    }

    function test_settlesUpToTheVerySecondOfTheDeadline() public {
        JobTerms memory terms = _terms(0);
        vm.warp(terms.deadline);
        _settle(terms, 1);
        vm.assertEq(settlement.earnings(node).jobs, 1);
    }

    function test_aRowPastItsDeadlineIsSkippedWithAnEvent() public {
        JobTerms memory terms = _terms(0);
        vm.warp(uint256(terms.deadline) + 1);
        _expectSkipped(terms, 1);
        vm.assertEq(settlement.job(_idOf(terms)).amount, 10 ether);
    }

    function test_aSettledJobIsSkippedTheSecondTime() public {
        _settle(_terms(0), 4);
        _expectSkipped(_terms(0), 4);
        _assertEarned(3.9 ether, 0.1 ether, 1);
    }

    function test_anUnopenedJobIsSkipped() public {
        _expectSkipped(_terms(7), 4);
        _assertEarned(0, 0, 0);
    }

    function test_theSameJobTwiceInOneBatchPaysOnce() public {
        ReceiptRow[] memory rows = new ReceiptRow[](2);
        rows[0] = _row(_terms(0), 4);
        rows[1] = _row(_terms(0), 9);
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));
        _assertEarned(3.9 ether, 0.1 ether, 1);
    }

    function test_oneBadRowHarmsNoOther() public {
        _open(_terms(1));
        ReceiptRow[] memory rows = new ReceiptRow[](3);
        rows[0] = _row(_terms(0), 1);
        rows[1] = _row(_terms(9), 1);
        rows[2] = _row(_terms(1), 1);
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));
        _assertEarned(1.95 ether, 0.05 ether, 2);
    }

    function test_settleRefusesAnEmptyBatch() public {
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EmptyBatch.selector));
        settlement.settle(new ReceiptRow[](0), CompactSignature(0, 0));
    }

    function test_settleRefusesAnotherKeysSignature() public {
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        _refuse(
            rows,
            _signBatch(CLIENT_KEY, rows),
            abi.encodeWithSelector(ISettlement.EnclaveSignatureInvalid.selector, client, enclave)
        );
    }

    function test_settleRefusesASignatureThatIsNone() public {
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        _refuse(
            rows,
            CompactSignature(0, 0),
            abi.encodeWithSelector(
                ISettlement.EnclaveSignatureInvalid.selector, address(0), enclave
            )
        );
        JobTerms memory terms = _terms(0);
        terms.signer = address(0);
        _refuse(
            _rows(_row(terms, 4)),
            CompactSignature(0, 0),
            abi.encodeWithSelector(
                ISettlement.EnclaveSignatureInvalid.selector, address(0), address(0)
            )
        );
    }

    function test_settleRefusesARowThatWasNotSigned() public {
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        rows[0].computeUnits = 5;
        vm.expectRevert(_expectedRecovery(rows, signature));
        settlement.settle(rows, signature);
    }

    function test_settleRefusesRowsOfTwoNodes() public {
        ReceiptRow[] memory rows = new ReceiptRow[](2);
        rows[0] = _row(_terms(0), 1);
        rows[1] = _row(_terms(1), 1);
        rows[1].terms.nodeId = NodeId.wrap(9);
        _refuse(
            rows,
            _signBatch(ENCLAVE_KEY, rows),
            abi.encodeWithSelector(
                ISettlement.ReceiptOfAnotherNode.selector, 1, NodeId.wrap(9), node
            )
        );
    }

    function test_settleRefusesRowsOfTwoKeys() public {
        ReceiptRow[] memory rows = new ReceiptRow[](2);
        rows[0] = _row(_terms(0), 1);
        rows[1] = _row(_terms(1), 1);
        rows[1].terms.signer = stranger;
        _refuse(
            rows,
            _signBatch(ENCLAVE_KEY, rows),
            abi.encodeWithSelector(
                ISettlement.ReceiptOfAnotherSigner.selector, 1, stranger, enclave
            )
        );
    }

    function test_aKeyThatWasReplacedStillSettlesWhatItOpened() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.signer = stranger;
        _attest(verdict);
        JobTerms memory terms = _terms(0);
        terms.deadline = uint40(START + 1 hours);
        _settle(terms, 4);
        _assertEarned(3.9 ether, 0.1 ether, 1);
    }

    function test_aGatedNodeStillSettlesWhatItOpened() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 1);
        _attest(verdict);
        vm.warp(START + 60);
        JobTerms memory terms = _terms(0);
        terms.deadline = uint40(START + 1 hours);
        _settle(terms, 4);
        _assertEarned(3.9 ether, 0.1 ether, 1);
    }

    function _assertEarned(uint256 net, uint256 fee, uint256 jobs) private view {
        Earnings memory earned = settlement.earnings(node);
        vm.assertEq(earned.net, net, "net");
        vm.assertEq(earned.fee, fee, "fee");
        vm.assertEq(earned.jobs, jobs, "jobs");
    }

    function _expectSkipped(JobTerms memory terms, uint64 computeUnits) private {
        ReceiptRow[] memory rows = _rows(_row(terms, computeUnits));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        vm.expectEmit(address(settlement));
        emit ISettlement.ReceiptSkipped(_idOf(terms), node, client);
        settlement.settle(rows, signature);
    }

    function _expectedRecovery(ReceiptRow[] memory rows, CompactSignature memory signature)
        private
        view
        returns (bytes memory)
    {
        address recovered = ECDSA.recover(_batchDigest(rows), signature.r, signature.vs);
        return
            abi.encodeWithSelector(ISettlement.EnclaveSignatureInvalid.selector, recovered, enclave);
    }

    function _refuse(
        ReceiptRow[] memory rows,
        CompactSignature memory signature,
        bytes memory reason
    ) private {
        vm.expectRevert(reason);
        settlement.settle(rows, signature);
    }

    /// @dev Neighbouring rows share a write of their client's account; others must not.
    function test_eachClientGetsItsOwnRest() public {
        ReceiptRow[] memory rows = new ReceiptRow[](4);
        address[4] memory clients = [client, stranger, stranger, client];
        for (uint64 i = 0; i < 4; ++i) {
            JobTerms memory terms = _terms(0);
            terms.client = clients[i];
            terms.nonce = settlement.account(clients[i]).nonce;
            if (clients[i] == stranger) {
                vm.prank(client);
                settlement.deposit(stranger, 10 ether);
            }
            _open(terms);
            rows[i] = _row(terms, i + 1);
        }
        uint256 before = _free(client);
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));
        vm.assertEq(_free(client) - before, 9 ether + 6 ether);
        vm.assertEq(_free(stranger), 8 ether + 7 ether);
    }
}
