// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import {
    Metering,
    Session,
    SessionId,
    SessionRow,
    SessionTerms
} from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-51: a session pays each index at most once, in rising order, at most its cap in all, up to
/// `closeAt`, and only for receipts of a key for which a verdict of its node and policy stands.
contract SessionSettleTest is CaseNetwork {
    SessionTerms private terms;
    SessionId private sessionId;

    function setUp() public override {
        super.setUp();
        _launch();
        terms = _sessionTerms(0);
        sessionId = _openSession(terms);
    }

    function test_aBatchPaysWhatItMetered() public {
        SessionRow[] memory rows = _sessionRows(3, 4);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionJobSettled(sessionId, 0, 4, rows[0].resultCommitment);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionJobSettled(sessionId, 1, 4, rows[1].resultCommitment);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionJobSettled(sessionId, 2, 4, rows[2].resultCommitment);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionSettled(sessionId, node, client, enclave, 3, 12 ether, 0.3 ether, 3);
        _settleSession(terms, rows);
        vm.assertEq(settlement.session(sessionId).left, CAP - 12 ether);
        vm.assertEq(settlement.session(sessionId).nextIndex, 3);
        vm.assertEq(settlement.earnings(node).net, 11.7 ether);
        vm.assertEq(settlement.earnings(node).fee, 0.3 ether);
        vm.assertEq(settlement.earnings(node).jobs, 3);
        vm.assertEq(_free(client), 1000 ether - CAP);
    }

    function test_allBitsOfTheUnitsAreTold() public {
        SessionRow[] memory rows = _sessionRows(1, type(uint64).max);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionJobSettled(sessionId, 0, type(uint64).max, rows[0].resultCommitment);
        _settleSession(terms, rows);
    }

    function test_theCapIsTheMost() public {
        SessionRow[] memory rows = _sessionRows(3, 20);
        _settleSession(terms, rows);
        vm.assertEq(settlement.session(sessionId).left, 0);
        vm.assertEq(settlement.earnings(node).net + settlement.earnings(node).fee, CAP);
        vm.assertEq(settlement.earnings(node).jobs, 3);
    }

    function test_theFeeOfEachJobRoundsUp() public {
        terms = _sessionTerms(1);
        terms.unitPrice = 1;
        sessionId = _openSession(terms);
        _settleSession(terms, _sessionRows(3, 41));
        vm.assertEq(settlement.earnings(node).fee, 6);
        vm.assertEq(settlement.earnings(node).net, 3 * 41 - 6);
    }

    function test_theLeastFeeOfASessionsJobIsRoundedUpToo() public {
        PolicyTerms memory cheapest = _policyTerms();
        cheapest.feeBps = 1;
        vm.prank(owner);
        policy = registry.publishPolicy(cheapest);
        vm.warp(START + 1);
        _attest(_verdict());
        terms = _sessionTerms(1);
        terms.unitPrice = 1;
        _openSession(terms);
        _settleSession(terms, _sessionRows(1, 1));
        vm.assertEq(settlement.earnings(node).fee, 1);
    }

    function test_noIndexPaysTwice() public {
        SessionRow[] memory rows = _sessionRows(2, 4);
        _settleSession(terms, rows);
        for (uint72 i = 0; i < 2; ++i) {
            vm.expectEmit(address(settlement));
            emit ISessions.SessionReceiptSkipped(sessionId, i);
        }
        vm.expectEmit(address(settlement));
        emit ISessions.SessionSettled(sessionId, node, client, enclave, 0, 0, 0, 2);
        _settleSession(terms, rows);
        vm.assertEq(settlement.session(sessionId).left, CAP - 8 ether);
        vm.assertEq(settlement.earnings(node).jobs, 2);
    }

    function test_anIndexThatDoesNotRiseIsSkippedAndHarmsNoOther() public {
        SessionRow[] memory rows = new SessionRow[](4);
        rows[0] = _sessionRow(5, 1);
        rows[1] = _sessionRow(5, 1);
        rows[2] = _sessionRow(4, 1);
        rows[3] = _sessionRow(9, 1);
        _settleSession(terms, rows);
        vm.assertEq(settlement.earnings(node).jobs, 2);
        vm.assertEq(settlement.session(sessionId).nextIndex, 10);
    }

    function test_theLastIndexOfAllIsNone() public {
        SessionRow[] memory rows = new SessionRow[](2);
        rows[0] = _sessionRow(type(uint32).max, 1);
        rows[1] = _sessionRow(type(uint32).max - 1, 1);
        _settleSession(terms, rows);
        vm.assertEq(settlement.earnings(node).jobs, 1);
        vm.assertEq(settlement.session(sessionId).nextIndex, type(uint32).max);
    }

    function test_theLastIndexIsNoneAfterOthersEither() public {
        _settleSession(terms, _sessionRows(3, 1));
        SessionRow[] memory rows = new SessionRow[](1);
        rows[0] = _sessionRow(type(uint32).max, 1);
        _settleSession(terms, rows);
        vm.assertEq(settlement.session(sessionId).nextIndex, 3);
        vm.assertEq(settlement.earnings(node).jobs, 3);
    }

    function test_aWordWithForeignBitsIsSkipped() public {
        SessionRow[] memory rows = _sessionRows(1, 4);
        rows[0].metering = Metering.wrap(Metering.unwrap(rows[0].metering) | 1 << 216);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionReceiptSkipped(sessionId, 1 << 32);
        _settleSession(terms, rows);
        vm.assertEq(settlement.earnings(node).jobs, 0);
    }

    function test_noRowsAreAnError() public {
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EmptyBatch.selector));
        settlement.settleSession(terms, new SessionRow[](0), CompactSignature(0, 0));
    }

    function test_onlyAnOpenSessionSettles() public {
        SessionTerms memory unknown = _sessionTerms(1);
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, unknown, rows);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.SessionNotOpen.selector, _sessionIdOf(unknown))
        );
        settlement.settleSession(unknown, rows, signature);
    }

    function test_itSettlesUpToTheLastSecond() public {
        terms = _sessionTerms(1);
        terms.expiry = uint40(START + 2 hours);
        sessionId = _openSession(terms);
        SessionRow[] memory rows = _sessionRows(1, 4);
        vm.warp(START + 2 hours);
        _settleSession(terms, rows);
        rows[0] = _sessionRow(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        vm.warp(START + 2 hours + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SessionClosed.selector, sessionId, START + 2 hours, START + 2 hours + 1
            )
        );
        settlement.settleSession(terms, rows, signature);
    }

    // ---------------------------------------------------------------- keys

    function test_aReplacedKeySettlesUntilItsVerdictEnds() public {
        address next = _rotate();
        SessionRow[] memory rows = _sessionRows(1, 4);
        _settleSession(terms, rows);
        rows[0] = _sessionRow(1, 4);
        settlement.settleSession(terms, rows, _signSession(NEXT_KEY, terms, rows));
        vm.assertEq(settlement.earnings(node).jobs, 2);
        vm.warp(START + 1 days);
        rows[0] = _sessionRow(2, 4);
        _settleSession(terms, rows);
        rows[0] = _sessionRow(3, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SignerExpired.selector, enclave, START + 1 days, START + 1 days + 1
            )
        );
        settlement.settleSession(terms, rows, signature);
        vm.assertTrue(next != enclave);
    }

    function test_aKeyWhoseVerdictEndedDoesNotSettle() public {
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SignerExpired.selector, enclave, START + 1 days, START + 1 days + 1
            )
        );
        settlement.settleSession(terms, rows, signature);
    }

    function test_noOtherKeySettles() public {
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(NEXT_KEY, terms, rows);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SignerNotOfSession.selector, node, vm.addr(NEXT_KEY), policy
            )
        );
        settlement.settleSession(terms, rows, signature);
    }

    function test_noSignatureSettles() public {
        SessionRow[] memory rows = _sessionRows(1, 4);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.SignerNotOfSession.selector, node, address(0), policy)
        );
        settlement.settleSession(terms, rows, CompactSignature(0, 0));
    }

    function test_aKeyThatIsOfAnotherPolicyNowDoesNotSettle() public {
        vm.warp(START + 1 hours);
        vm.prank(owner);
        PolicyId second = registry.publishPolicy(_policyTerms());
        Verdict memory verdict = _verdict();
        verdict.policy = second;
        _attest(verdict);
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.SignerNotOfSession.selector, node, enclave, policy)
        );
        settlement.settleSession(terms, rows, signature);
    }

    function test_aCondemnedKeyDoesNotSettle() public {
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        _condemn(enclave, 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.SignerCondemned.selector, enclave));
        settlement.settleSession(terms, rows, signature);
    }

    function test_aReceiptCountsForItsSessionOnly() public {
        SessionTerms memory other = _sessionTerms(1);
        _openSession(other);
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        vm.expectRevert();
        settlement.settleSession(other, rows, signature);
    }

    function test_suspendedPolicyStopsNoSettlement() public {
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        _settleSession(terms, _sessionRows(1, 4));
        vm.assertEq(settlement.earnings(node).jobs, 1);
    }

    function testFuzz_noMoneyIsMadeOrLost(uint256 seed) public {
        SessionRow[] memory rows = new SessionRow[](8);
        for (uint32 i = 0; i < 8; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            rows[i] = _sessionRow(uint32(random % 12), uint64((random >> 32) % 20));
        }
        _settleSession(terms, rows);
        Session memory open = settlement.session(sessionId);
        uint256 earned = uint256(settlement.earnings(node).net) + settlement.earnings(node).fee;
        vm.assertEq(earned + open.left, CAP);
        vm.assertEq(_free(client) + CAP, token.balanceOf(address(settlement)));
    }
}
