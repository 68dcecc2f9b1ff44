// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeRegistry } from "../../src/NodeRegistry.sol";
import { Settlement } from "../../src/Settlement.sol";
import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { FickleWallet } from "./FickleWallet.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-41: signatures bent, replayed, or from wallets that play games (C12 to C14, C31, C39).
contract SignatureAttacksTest is Network {
    uint256 private constant ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_C12_theMirroredSignatureIsRefused() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        bytes32 mirrored = bytes32(ORDER - uint256(s));
        _refuseOrder(order, abi.encodePacked(r, mirrored, v == 27 ? uint8(28) : uint8(27)));
        settlement.openFor(order, abi.encodePacked(r, s, v));
    }

    function test_C12_recoveryNumbersOutsideTheTwoAreRefused() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        (, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        uint8[4] memory wrong = [0, 1, 26, 29];
        for (uint256 i = 0; i < wrong.length; ++i) {
            _refuseOrder(order, abi.encodePacked(r, s, wrong[i]));
        }
    }

    function test_C12_nobodyIsNotAClient() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        order.client = address(0);
        _refuseOrder(order, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
    }

    function test_C13_anOrderForAnotherSettlementIsRefused() public {
        (, Settlement other) = _deploy(_productionWindows());
        JobTerms memory order = _terms(FIRST_ORDER);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(CLIENT_KEY, JobId.unwrap(other.jobIdOf(order)));
        _refuseOrder(order, abi.encodePacked(r, s, v));
    }

    function test_C13_aVerdictForAnotherRegistryIsRefused() public {
        (NodeRegistry other,) = _deploy(_productionWindows());
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        bytes32 digest = MessageHashUtils.toTypedDataHash(other.registryDomain(), _hash(verdict));
        CompactSignature[] memory signatures = new CompactSignature[](2);
        signatures[0] = _compact(attestorKeys[0], digest);
        signatures[1] = _compact(attestorKeys[1], digest);
        vm.expectRevert();
        registry.attest(verdict, signatures);
    }

    function test_C13_receiptsSignedBeforeAForkPayOnOneChainOnly() public {
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        vm.chainId(block.chainid + 1);
        vm.expectRevert();
        settlement.settle(rows, signature);
    }

    function test_C13_aCancelledOrderStaysUsed() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        bytes memory signature = _signedOrder(order);
        settlement.openFor(order, signature);
        vm.prank(operator);
        settlement.cancel(order);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.OrderUsed.selector, client, FIRST_ORDER));
        settlement.openFor(order, signature);
    }

    function test_C14_aWalletThatChangesItsMindBindsByItsAnswerOfTheMoment() public {
        (FickleWallet wallet, JobTerms memory order) = _orderOfAWallet();
        wallet.become(FickleWallet.Mood.Refuses);
        _refuseOrder(order, "");
        wallet.become(FickleWallet.Mood.Agrees);
        JobId jobId = settlement.openFor(order, "");
        wallet.become(FickleWallet.Mood.Refuses);
        vm.warp(uint256(order.deadline) + 1);
        settlement.refund(order);
        vm.assertEq(settlement.job(jobId).deadline, 0);
    }

    function test_C14_garbageBombsAndBurntGasOpenNothing() public {
        (FickleWallet wallet, JobTerms memory order) = _orderOfAWallet();
        for (uint8 i = uint8(FickleWallet.Mood.SaysOne); i <= uint8(FickleWallet.Mood.Burns); ++i) {
            wallet.become(FickleWallet.Mood(i));
            (bool opened,) = address(settlement).call{ gas: 6_000_000 }(
                abi.encodeCall(settlement.openFor, (order, ""))
            );
            vm.assertTrue(!opened, "opened");
            vm.assertEq(_free(address(wallet)), 100 ether);
        }
    }

    function test_C31_oneVerdictServesOneNodeAndOneTime() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        registry.attest(verdict, signatures);
        vm.expectRevert();
        registry.attest(verdict, signatures);
        vm.prank(operator);
        verdict.nodeId = registry.register(payout);
        vm.expectRevert();
        registry.attest(verdict, signatures);
    }

    function test_C31_oneReceiptPaysOneJob() public {
        _open(_terms(0));
        _open(_terms(1));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        rows[0].terms = _terms(1);
        vm.expectRevert();
        settlement.settle(rows, signature);
    }

    function testFuzz_C39_differentTermsHaveDifferentIds(uint256 seed, uint8 field) public view {
        JobTerms memory a = _terms(0);
        JobTerms memory b = _terms(0);
        uint256 by = _bounded(seed, 1, type(uint40).max / 2);
        uint256 which = field % 8;
        if (which == 0) b.client = address(uint160(b.client) ^ uint160(by));
        if (which == 1) b.nonce += uint64(by);
        if (which == 2) b.signer = address(uint160(b.signer) ^ uint160(by));
        if (which == 3) b.maxPrice += uint96(by);
        if (which == 4) b.unitPrice += uint96(by);
        if (which == 5) b.deadline ^= uint40(by);
        if (which == 6) b.specCommitment ^= bytes32(by);
        if (which == 7) (b.maxPrice, b.unitPrice) = (b.unitPrice, b.maxPrice);
        vm.assertTrue(settlement.jobIdOf(a) != settlement.jobIdOf(b), "collision");
    }

    // ---------------------------------------------------------------- inside

    function _orderOfAWallet() private returns (FickleWallet wallet, JobTerms memory order) {
        wallet = new FickleWallet();
        vm.prank(client);
        settlement.deposit(address(wallet), 100 ether);
        order = _terms(FIRST_ORDER);
        order.client = address(wallet);
    }

    function _signedOrder(JobTerms memory order) private view returns (bytes memory) {
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        return abi.encodePacked(r, vs);
    }

    function _refuseOrder(JobTerms memory order, bytes memory signature) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.ClientSignatureInvalid.selector, order.client, _idOf(order)
            )
        );
        settlement.openFor(order, signature);
    }
}
