// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { CaseId } from "../../src/types/Case.sol";
import { SessionId, SessionStatus, SessionTerms } from "../../src/types/Session.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-52: what a session has not paid returns to its client alone: after its end, which a notice
/// brings near, or at once while the node's key is condemned.
contract SessionEndTest is CaseNetwork {
    SessionTerms private terms;
    SessionId private sessionId;

    function setUp() public override {
        super.setUp();
        _launch();
        terms = _sessionTerms(0);
        sessionId = _openSession(terms);
    }

    function test_aNoticeBringsTheEndNear() public {
        vm.expectEmit(address(settlement));
        emit ISessions.SessionNoticed(sessionId, node, client, uint40(START + 6 hours));
        vm.prank(client);
        settlement.giveNotice(terms);
        vm.assertEq(settlement.session(sessionId).closeAt, START + 6 hours);
        vm.assertTrue(settlement.session(sessionId).status == SessionStatus.Noticed);
        vm.warp(START + 6 hours);
        _settleSession(terms, _sessionRows(1, 4));
        _refuseReclaim(START + 6 hours);
        vm.warp(START + 6 hours + 1);
        vm.prank(stranger);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 1000 ether - 4 ether);
    }

    function test_onlyTheClientGivesNotice() public {
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NotClient.selector, operator, client));
        settlement.giveNotice(terms);
    }

    function test_aNoticeNeverMovesTheEndAway() public {
        vm.startPrank(client);
        settlement.giveNotice(terms);
        vm.warp(START + 1 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SessionEndsSooner.selector, sessionId, START + 6 hours, START + 7 hours
            )
        );
        settlement.giveNotice(terms);
        vm.stopPrank();
    }

    function test_aNoticeThatMovesNothingIsRefused() public {
        vm.warp(terms.expiry - 6 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SessionEndsSooner.selector, sessionId, terms.expiry, terms.expiry
            )
        );
        vm.prank(client);
        settlement.giveNotice(terms);
    }

    function test_onlyAnOpenSessionEnds() public {
        SessionTerms memory unknown = _sessionTerms(1);
        bytes memory refused =
            abi.encodeWithSelector(ISessions.SessionNotOpen.selector, _sessionIdOf(unknown));
        vm.prank(client);
        vm.expectRevert(refused);
        settlement.giveNotice(unknown);
        vm.expectRevert(refused);
        settlement.reclaim(unknown);
    }

    function test_whatIsLeftReturnsOnceAfterTheExpiry() public {
        _settleSession(terms, _sessionRows(2, 5));
        vm.warp(terms.expiry);
        _refuseReclaim(terms.expiry);
        vm.warp(uint256(terms.expiry) + 1);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionReclaimed(sessionId, node, client, CAP - 10 ether);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 990 ether);
        vm.assertTrue(settlement.session(sessionId).status == SessionStatus.None);
        vm.expectRevert(abi.encodeWithSelector(ISessions.SessionNotOpen.selector, sessionId));
        settlement.reclaim(terms);
    }

    function test_anEmptySessionCanBeReclaimed() public {
        _settleSession(terms, _sessionRows(2, 50));
        vm.warp(uint256(terms.expiry) + 1);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 950 ether);
    }

    function test_whileTheKeyIsCondemnedItReturnsAtOnce() public {
        _condemn(enclave, 3);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_aHandoverDoesNotLiftTheCondemnation() public {
        CaseId caseId = _condemn(enclave, 3);
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        vm.prank(guardian);
        registry.veto(caseId);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_aCaseAgainstAFormerKeyEndsNoSession() public {
        _rotate();
        _condemn(enclave, 3);
        _refuseReclaim(terms.expiry);
    }

    function test_aReclaimedSessionNeverReopens() public {
        _condemn(enclave, 3);
        settlement.reclaim(terms);
        vm.prank(client);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NonceMismatch.selector, client, 0, 1));
        settlement.openSession(terms);
    }

    function _refuseReclaim(uint256 closeAt) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SessionNotClosed.selector, sessionId, closeAt, block.timestamp
            )
        );
        settlement.reclaim(terms);
    }
}
