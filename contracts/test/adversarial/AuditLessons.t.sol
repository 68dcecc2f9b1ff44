// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { CaseId } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { SessionId, SessionTerms } from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-48: what audits found in others, tried on us: the sixteen lessons in their order.
contract AuditLessonsTest is CaseNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_L01_aPayerCannotPayThemselvesInsteadOfTheNode() public {
        _open(_terms(0));
        JobTerms memory own = _terms(0);
        own.signer = client;
        ReceiptRow[] memory rows = _rows(_row(own, 10));
        settlement.settle(rows, _signBatch(CLIENT_KEY, rows));
        vm.assertEq(settlement.earnings(node).net, 0, "a job of other terms is not open");
        vm.assertEq(settlement.job(_idOf(_terms(0))).amount, 10 ether);
    }

    function test_L02_thePayerIsPartOfWhatTheySign() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        vm.prank(client);
        settlement.deposit(stranger, 100 ether);
        order.client = stranger;
        (bool opened,) = address(settlement)
            .call(abi.encodeCall(settlement.openFor, (order, abi.encodePacked(r, vs))));
        vm.assertTrue(!opened, "charged somebody else");
    }

    function test_L03_jobsAndSessionsOfOneNonceShareNothingButTheNonce() public {
        JobTerms memory terms = _terms(0);
        SessionTerms memory session = _sessionTerms(0);
        bytes32 jobId = JobId.unwrap(settlement.jobIdOf(terms));
        vm.assertTrue(jobId != SessionId.unwrap(_sessionIdOf(session)), "one id");
        _open(terms);
        vm.prank(client);
        (bool opened,) = address(settlement).call(abi.encodeCall(settlement.openSession, (session)));
        vm.assertTrue(!opened, "one nonce for both");
    }

    function testFuzz_L04_stakeThatWasThereAtTheFaultIsSlashableToTheLastSecond(uint256 seed)
        public
    {
        uint256 second = _bounded(seed, 0, 21 days - 1);
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + second);
        Condemnation memory late = _condemnation(enclave, 1);
        late.faultAt = uint40(START);
        _executeLater(_condemn(late));
        vm.assertEq(registry.owed(treasury), MIN_STAKE / 2);
    }

    function testFuzz_L05_inWhateverOrderUnbondingAndSlashComeTheShareIsTheSame(uint256 seed)
        public
    {
        CaseId caseId;
        uint256 when = _bounded(seed, 0, 3);
        uint96 amount = uint96(_bounded(seed >> 8, 1, MIN_STAKE / 4));
        for (uint256 i = 0; i < 4; ++i) {
            if (i == when) caseId = _condemn(enclave, 1);
            vm.prank(operator);
            registry.unbond(node, amount);
        }
        if (seed % 2 == 0) {
            vm.prank(operator);
            registry.rebond(node, amount);
        }
        _executeLater(caseId);
        uint256 owed = registry.owed(treasury);
        vm.assertTrue(owed <= MIN_STAKE / 2 && owed + 2 >= MIN_STAKE / 2, "share");
    }

    function test_L06_newStakeDoesNotUnbondAndOldDoesNotBond() public {
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        registry.stake(node, operator, 5 ether);
        vm.warp(START + 21 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(payout), MIN_STAKE);
        vm.assertEq(registry.node(node).stake, 5 ether);
    }

    function test_L07_domainsFollowTheChainId() public {
        bytes32 before = registry.registryDomain();
        vm.chainId(block.chainid + 1);
        vm.assertTrue(registry.registryDomain() != before, "the same domain after a fork");
        vm.assertEq(settlement.jobDomain(), domainS);
    }

    function test_L08_whoeverCollectsTheNodeIsPaid() public {
        _open(_terms(0));
        _settle(_terms(0), 4);
        uint256 before = token.balanceOf(stranger);
        vm.prank(stranger);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(stranger), before);
        vm.assertEq(token.balanceOf(payout), 3.9 ether);
    }

    function test_L09_oneEvidenceBlocksNoSecondLegitimateCase() public {
        Condemnation memory first = _condemnation(enclave, 1);
        Condemnation memory second = _condemnation(enclave, 2);
        second.evidenceHash = first.evidenceHash;
        _condemn(first);
        _condemn(second);
        vm.assertEq(registry.globals().caseCount, 2);
    }

    function test_L10_whoSubmitsAnothersResultGainsNothing() public {
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        vm.prank(stranger);
        settlement.settle(rows, signature);
        vm.assertEq(settlement.earnings(node).net, 3.9 ether);
        vm.assertEq(_free(stranger), 0);
    }

    function test_L11_noResultCountsBeforeItsSignatureIsChecked() public {
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        vm.expectRevert(
            abi.encodeWithSelector(
                ISettlement.EnclaveSignatureInvalid.selector, address(0), enclave
            )
        );
        settlement.settle(rows, CompactSignature(0, 0));
    }

    function test_L12_noOneIsCalledBackWhenMoneyIsBooked() public {
        _open(_terms(0));
        vm.etch(payout, hex"5b600056");
        vm.etch(client, hex"5b600056");
        _settle(_terms(0), 4);
        vm.assertEq(_free(client), 996 ether);
    }

    function test_L13_developmentUnknownAndStaleAreNeverProduction() public {
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.tee = DEVELOPMENT;
        _refuseVerdict(verdict);
        verdict = _verdict();
        verdict.tcbStatus = 0;
        _refuseVerdict(verdict);
        verdict = _verdict();
        verdict.tcbStatus = 12;
        _refuseVerdict(verdict);
        verdict = _verdict();
        verdict.tee = 255;
        _refuseVerdict(verdict);
    }

    function testFuzz_L14_noProductOrSumIsCutOff(uint96 unitPrice, uint64 computeUnits) public {
        JobTerms memory terms = _terms(0);
        terms.unitPrice = unitPrice;
        _open(terms);
        _settle(terms, computeUnits);
        uint256 price = uint256(unitPrice) * computeUnits;
        uint256 paid = uint256(settlement.earnings(node).net) + settlement.earnings(node).fee;
        vm.assertEq(paid, price < 10 ether ? price : 10 ether);
    }

    function test_L15_anyNumberOfUnbondingsIsOneWithdrawal() public {
        vm.startPrank(operator);
        for (uint256 i = 0; i < 50; ++i) {
            registry.unbond(node, 1 ether);
        }
        vm.warp(START + 21 days);
        registry.withdraw(node);
        vm.assertEq(token.balanceOf(payout), 50 ether);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NothingUnbonding.selector, node));
        registry.withdraw(node);
        vm.stopPrank();
    }

    function test_L16_whoeverSubmitsAnOrderItIsTheClientWhoPays() public {
        JobTerms memory order = _terms(FIRST_ORDER);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        vm.prank(client);
        settlement.deposit(stranger, 100 ether);
        vm.prank(stranger);
        settlement.openFor(order, abi.encodePacked(r, vs));
        vm.assertEq(_free(stranger), 100 ether);
        vm.assertEq(_free(client), 990 ether);
    }

    function test_L16_condemningAFormerKeySparesThePresentOne() public {
        address next = _rotate();
        Condemnation memory late = _condemnation(enclave, 1);
        late.faultAt = uint40(START);
        _condemn(late);
        vm.assertTrue(registry.isCondemned(enclave) && !registry.isCondemned(next), "wrong key");
        vm.assertEq(registry.admission(node).signer, next);
    }

    function test_L16_theFirstSettlementAfterAClaimCostsNoMore() public {
        for (uint64 i = 0; i < 3; ++i) {
            _open(_terms(i));
        }
        _settle(_terms(0), 4);
        uint256 usual = _gasOfSettling(_terms(1));
        settlement.claim(node);
        vm.assertTrue(_gasOfSettling(_terms(2)) <= usual + 200, "two kinds of gas");
    }

    function _gasOfSettling(JobTerms memory terms) private returns (uint256) {
        ReceiptRow[] memory rows = _rows(_row(terms, 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        settlement.settle(rows, signature);
        (, uint64 used,,,) = vm.lastCallGas();
        return used;
    }

    function _refuseVerdict(Verdict memory verdict) private {
        (bool done,) =
            address(registry).call(abi.encodeCall(registry.attest, (verdict, _signed(verdict, 2))));
        vm.assertTrue(!done, "accepted");
    }
}
