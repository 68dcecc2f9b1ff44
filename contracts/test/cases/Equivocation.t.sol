// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Case, CaseId, CaseStatus } from "../../src/types/Case.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { SignedReceipt } from "../../src/types/Receipt.sol";
import { SessionTerms } from "../../src/types/Session.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-56: two different receipts of one key for one job are proof; nobody vetoes it. The harmed
/// client gets at most half of the slash, the reporter a twentieth, the treasury at least 45 %.
contract EquivocationTest is CaseNetwork {
    address private immutable reporter = _named("reporter");

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_twoReceiptsForOneJobCondemnAndSlash() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        _settle(terms, 4);
        SignedReceipt memory a = _side(_idOf(terms), 4);
        SignedReceipt memory b = _side(_idOf(terms), 7);
        bytes32 evidenceHash =
            keccak256(abi.encode(a.receiptHashes[a.index], b.receiptHashes[b.index]));
        vm.expectEmit(address(registry));
        emit ICases.KeyCondemned(node, enclave, policy, uint32(START));
        vm.expectEmit(address(registry));
        emit ICases.CaseOpened(
            CaseId.wrap(1),
            node,
            enclave,
            5,
            5000,
            uint40(START),
            uint40(START + 3 days),
            evidenceHash,
            _idOf(terms),
            client,
            7 ether,
            reporter
        );
        vm.prank(reporter);
        CaseId caseId = registry.proveEquivocation(terms, a, b);
        vm.assertEq(
            CaseId.unwrap(registry.equivocationOf(_idOf(terms), enclave)), CaseId.unwrap(caseId)
        );
        Case memory opened = registry.caseById(caseId);
        vm.assertEq(opened.harmed, client);
        vm.assertEq(opened.maxCompensation, 7 ether);
        vm.assertEq(opened.reporter, reporter);
        vm.assertEq(opened.evidenceHash, evidenceHash);
        vm.warp(START + 3 days);
        vm.expectEmit(address(registry));
        emit ICases.CaseExecuted(caseId, node, treasury, 50 ether, 0, 7 ether, 2.5 ether);
        registry.execute(caseId);
        vm.assertEq(registry.owed(client), 7 ether);
        vm.assertEq(registry.owed(reporter), 2.5 ether);
        vm.assertEq(registry.owed(treasury), 40.5 ether);
    }

    function test_compensationIsAtMostThePriceOfTheJob() public {
        CaseId caseId = _equivocate(_terms(0), 4, 4000);
        vm.assertEq(registry.caseById(caseId).maxCompensation, 10 ether);
        vm.assertEq(registry.caseById(_equivocate(_terms(1), 6, 4)).maxCompensation, 6 ether);
    }

    /// @dev For a job that was never opened, at a price that nobody would pay: the treasury still gets
    /// at least 45 % of the slash, so slashing oneself is no way out.
    function test_slashingOneselfIsNoExit() public {
        JobTerms memory terms = _terms(0);
        terms.client = operator;
        terms.maxPrice = type(uint96).max;
        terms.unitPrice = type(uint96).max;
        JobId jobId = _idOf(terms);
        SignedReceipt memory a = _side(jobId, type(uint64).max);
        SignedReceipt memory b = _side(jobId, 1);
        vm.prank(operator);
        _executeLater(registry.proveEquivocation(terms, a, b));
        vm.assertEq(registry.owed(operator), 27.5 ether);
        vm.assertEq(registry.owed(treasury), 22.5 ether);
    }

    function test_aZeroClientIsOwedNothing() public {
        JobTerms memory terms = _terms(0);
        terms.client = address(0);
        CaseId caseId = _equivocate(terms, 1, 2);
        vm.assertEq(registry.caseById(caseId).maxCompensation, 0);
        _executeLater(caseId);
        vm.assertEq(registry.owed(address(0)), 0);
        vm.assertEq(registry.owed(treasury), 47.5 ether);
    }

    function test_nobodyVetoesAProof() public {
        CaseId caseId = _equivocate(_terms(0), 1, 2);
        vm.prank(guardian);
        vm.expectRevert(abi.encodeWithSelector(ICases.CaseProven.selector, caseId));
        registry.veto(caseId);
        vm.assertTrue(registry.caseById(caseId).status == CaseStatus.Open);
    }

    function test_aRetiredKeyAnswersToo() public {
        _rotate();
        vm.warp(START + 30 days);
        CaseId caseId = _equivocate(_terms(0), 1, 2);
        vm.assertTrue(registry.caseById(caseId).nodeId == node);
        vm.assertEq(registry.retiredKey(enclave).until, START + 1 days);
    }

    function test_thereIsOneCasePerJobAndKey() public {
        CaseId caseId = _equivocate(_terms(0), 1, 2);
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 3);
        SignedReceipt memory b = _side(_idOf(terms), 4);
        vm.expectRevert(abi.encodeWithSelector(ICases.CaseExists.selector, caseId));
        registry.proveEquivocation(terms, a, b);
        _equivocate(_terms(1), 1, 2);
        vm.assertEq(registry.node(node).openCases, 2);
    }

    function test_oneReceiptProvesNothing() public {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _side(_idOf(terms), 1);
        b.receiptHashes = new bytes32[](3);
        b.receiptHashes[1] = a.receiptHashes[1];
        vm.expectRevert(abi.encodeWithSelector(ICases.ReceiptsEqual.selector, a.receiptHashes[1]));
        registry.proveEquivocation(terms, a, b);
    }

    function test_bothReceiptsAreForTheJobOfTheTerms() public {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _side(_idOf(_terms(1)), 2);
        bytes memory refused = abi.encodeWithSelector(
            ICases.ReceiptOfAnotherJob.selector, _idOf(_terms(1)), _idOf(terms)
        );
        vm.expectRevert(refused);
        registry.proveEquivocation(terms, a, b);
        vm.expectRevert(refused);
        registry.proveEquivocation(terms, b, a);
    }

    function test_aReceiptStandsInItsBatch() public {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _side(_idOf(terms), 2);
        bytes32 receiptHash = b.receiptHashes[1];
        for (uint256 i = 0; i < 3; i += 2) {
            b.index = i;
            vm.expectRevert(
                abi.encodeWithSelector(ICases.ReceiptNotInBatch.selector, i, receiptHash)
            );
            registry.proveEquivocation(terms, a, b);
        }
    }

    function test_bothAreSignedByTheKeyOfTheTerms() public {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _signedReceipt(NEXT_KEY, _receiptOf(_idOf(terms), 2));
        address other = vm.addr(NEXT_KEY);
        vm.expectRevert(
            abi.encodeWithSelector(ICases.ReceiptSignerMismatch.selector, other, enclave)
        );
        registry.proveEquivocation(terms, a, b);
        a = _signedReceipt(NEXT_KEY, _receiptOf(_idOf(terms), 1));
        vm.expectRevert(
            abi.encodeWithSelector(ICases.ReceiptSignerMismatch.selector, other, enclave)
        );
        registry.proveEquivocation(terms, a, b);
    }

    function test_theKeyIsOneOfTheNode() public {
        JobTerms memory terms = _terms(0);
        terms.signer = vm.addr(NEXT_KEY);
        SignedReceipt memory a = _signedReceipt(NEXT_KEY, _receiptOf(_idOf(terms), 1));
        SignedReceipt memory b = _signedReceipt(NEXT_KEY, _receiptOf(_idOf(terms), 2));
        vm.expectRevert(abi.encodeWithSelector(ICases.KeyUnknown.selector, node, terms.signer));
        registry.proveEquivocation(terms, a, b);
    }

    /// @dev Terms that name another node than the key's are no proof against that node.
    function test_noOtherNodeAnswersForAKey() public {
        vm.prank(stranger);
        NodeId second = registry.register(payout);
        JobTerms memory terms = _terms(0);
        terms.nodeId = second;
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _side(_idOf(terms), 2);
        vm.expectRevert(abi.encodeWithSelector(ICases.KeyUnknown.selector, second, enclave));
        registry.proveEquivocation(terms, a, b);
        terms.nodeId = NodeId.wrap(0);
        a = _side(_idOf(terms), 1);
        b = _side(_idOf(terms), 2);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, 0));
        registry.proveEquivocation(terms, a, b);
    }

    function test_signaturesOfAnotherChainProveNothing() public {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _side(_idOf(terms), 1);
        SignedReceipt memory b = _side(_idOf(terms), 2);
        vm.chainId(99);
        vm.expectRevert();
        registry.proveEquivocation(terms, a, b);
    }

    // ---------------------------------------------------------------- sessions

    function test_sessionReceiptsHaveTheirOwnEntry() public {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 3);
        SignedReceipt memory a = _side(jobId, 4);
        SignedReceipt memory b = _side(jobId, 7);
        vm.prank(reporter);
        CaseId caseId = registry.proveSessionEquivocation(terms, 3, a, b);
        vm.assertEq(registry.caseById(caseId).maxCompensation, 7 ether);
        vm.assertEq(registry.caseById(caseId).harmed, client);
        vm.assertTrue(registry.isCondemned(enclave));
        vm.assertEq(CaseId.unwrap(registry.equivocationOf(jobId, enclave)), 1);
        vm.expectRevert(abi.encodeWithSelector(ICases.CaseExists.selector, caseId));
        registry.proveSessionEquivocation(terms, 3, a, b);
    }

    function test_sessionCompensationIsAtMostTheCap() public {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 3);
        CaseId caseId =
            registry.proveSessionEquivocation(terms, 3, _side(jobId, 4), _side(jobId, 7000));
        vm.assertEq(registry.caseById(caseId).maxCompensation, CAP);
    }

    function test_twoKeysOfASessionDoNotEquivocate() public {
        address next = _rotate();
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 3);
        SignedReceipt memory a = _side(jobId, 4);
        SignedReceipt memory b = _signedReceipt(NEXT_KEY, _receiptOf(jobId, 7));
        vm.expectRevert(
            abi.encodeWithSelector(ICases.ReceiptSignerMismatch.selector, next, enclave)
        );
        registry.proveSessionEquivocation(terms, 3, a, b);
    }

    function test_aSessionReceiptIsForItsIndex() public {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 3);
        SignedReceipt memory a = _side(jobId, 4);
        SignedReceipt memory b = _side(jobId, 7);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.ReceiptOfAnotherJob.selector, jobId, _sessionJobId(_sessionIdOf(terms), 4)
            )
        );
        registry.proveSessionEquivocation(terms, 4, a, b);
    }

    function test_onlyAKeyOfTheNodeAnswersForASession() public {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 0);
        SignedReceipt memory a = _signedReceipt(NEXT_KEY, _receiptOf(jobId, 1));
        SignedReceipt memory b = _signedReceipt(NEXT_KEY, _receiptOf(jobId, 2));
        vm.expectRevert(abi.encodeWithSelector(ICases.KeyUnknown.selector, node, vm.addr(NEXT_KEY)));
        registry.proveSessionEquivocation(terms, 0, a, b);
    }

    function _side(JobId jobId, uint64 computeUnits) private view returns (SignedReceipt memory) {
        return _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, computeUnits));
    }
}
