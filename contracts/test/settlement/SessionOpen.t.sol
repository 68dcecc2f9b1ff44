// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Session, SessionId, SessionStatus, SessionTerms } from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { SessionNetwork } from "../base/SessionNetwork.sol";

/// @notice C-50: a session opens iff its client agrees and pays, and the node is attested under its
/// policy now.
contract SessionOpenTest is SessionNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_openingReservesTheCap() public {
        SessionTerms memory terms = _sessionTerms(0);
        vm.expectEmit(address(settlement));
        emit ISessions.SessionOpened(
            _sessionIdOf(terms),
            node,
            client,
            policy,
            terms.unitPrice,
            terms.cap,
            terms.expiry,
            terms.noticePeriod,
            0,
            FEE_BPS
        );
        SessionId sessionId = _openSession(terms);
        vm.assertEq(SessionId.unwrap(sessionId), SessionId.unwrap(settlement.sessionIdOf(terms)));
        vm.assertEq(_free(client), 1000 ether - CAP);
        vm.assertEq(settlement.account(client).nonce, 1);
        Session memory open = settlement.session(sessionId);
        vm.assertEq(open.left, CAP);
        vm.assertEq(open.closeAt, terms.expiry);
        vm.assertEq(open.nextIndex, 0);
        vm.assertEq(open.feeBps, FEE_BPS);
        vm.assertTrue(open.status == SessionStatus.Open);
    }

    function test_theIdIsTheDigestOfTheTerms() public view {
        SessionTerms memory terms = _sessionTerms(7);
        vm.assertEq(
            SessionId.unwrap(settlement.sessionIdOf(terms)), SessionId.unwrap(_sessionIdOf(terms))
        );
    }

    function test_onlyTheClientOpensDirectly() public {
        SessionTerms memory terms = _sessionTerms(0);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NotClient.selector, stranger, client));
        settlement.openSession(terms);
    }

    function test_jobsAndSessionsShareOneSequence() public {
        _open(_terms(0));
        SessionTerms memory terms = _sessionTerms(0);
        vm.prank(client);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NonceMismatch.selector, client, 0, 1));
        settlement.openSession(terms);
        _openSession(_sessionTerms(1));
        _open(_terms(2));
    }

    function test_theCapMustBeThere() public {
        SessionTerms memory terms = _sessionTerms(0);
        terms.cap = 1001 ether;
        vm.prank(client);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.FreeBalanceTooLow.selector, client, 1000 ether, 1001 ether
            )
        );
        settlement.openSession(terms);
    }

    function test_theNodeMustBeAttestedNow() public {
        SessionTerms memory terms = _sessionTerms(0);
        vm.warp(START + 1 days);
        _openSession(terms);
        terms.nonce = 1;
        vm.warp(START + 1 days + 1);
        vm.prank(client);
        vm.expectRevert(abi.encodeWithSelector(ISessions.NodeNotAdmitted.selector, node));
        settlement.openSession(terms);
    }

    function test_aSuspendedPolicyTakesNoSession() public {
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        SessionTerms memory terms = _sessionTerms(0);
        vm.prank(client);
        vm.expectRevert(abi.encodeWithSelector(ISessions.NodeNotAdmitted.selector, node));
        settlement.openSession(terms);
    }

    function test_thePolicyMustBeTheNodesPresentOne() public {
        SessionTerms memory terms = _sessionTerms(0);
        terms.policy = PolicyId.wrap(2);
        vm.prank(client);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.SessionPolicyMismatch.selector, node, 2, policy)
        );
        settlement.openSession(terms);
    }

    function test_theExpiryMustLieAhead() public {
        SessionTerms memory terms = _sessionTerms(0);
        terms.expiry = uint40(block.timestamp);
        vm.prank(client);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.DeadlinePassed.selector, block.timestamp, block.timestamp
            )
        );
        settlement.openSession(terms);
        terms.expiry = uint40(block.timestamp + 1);
        _openSession(terms);
    }

    function test_noNoticeIsLongerThanTheRegistryAllows() public {
        SessionTerms memory terms = _sessionTerms(0);
        terms.noticePeriod = 1 days + 1;
        vm.prank(client);
        vm.expectRevert(
            abi.encodeWithSelector(ISessions.NoticeTooLong.selector, 1 days + 1, 1 days)
        );
        settlement.openSession(terms);
        terms.noticePeriod = 1 days;
        _openSession(terms);
        vm.assertEq(settlement.MAX_NOTICE(), registry.timeWindows().maxSessionNoticeSeconds);
    }

    // ---------------------------------------------------------------- signed orders

    function test_aSignedOrderOpensOnce() public {
        SessionTerms memory terms = _sessionTerms(FIRST_ORDER);
        bytes memory signature = _signedBy(CLIENT_KEY, terms);
        vm.prank(stranger);
        SessionId sessionId = settlement.openSessionFor(terms, signature);
        vm.assertEq(settlement.session(sessionId).left, CAP);
        vm.assertEq(_free(client), 1000 ether - CAP);
        vm.assertEq(settlement.account(client).nonce, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.OrderUsed.selector, client, FIRST_ORDER));
        settlement.openSessionFor(terms, signature);
    }

    function test_noOtherSignatureOpens() public {
        SessionTerms memory terms = _sessionTerms(FIRST_ORDER);
        bytes memory signature = _signedBy(ENCLAVE_KEY, terms);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.ClientSignatureInvalid.selector, client, _sessionIdOf(terms)
            )
        );
        settlement.openSessionFor(terms, signature);
    }

    function test_aSignedOrderHasAnOrderNonce() public {
        SessionTerms memory terms = _sessionTerms(0);
        bytes memory signature = _signedBy(CLIENT_KEY, terms);
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.OrderNonceTooLow.selector, 0, FIRST_ORDER)
        );
        settlement.openSessionFor(terms, signature);
    }

    function test_aKeptVerdictOfAnotherPolicyEndsNothing() public {
        SessionId sessionId = _openSession(_sessionTerms(0));
        vm.warp(START + 1 hours);
        vm.prank(owner);
        PolicyId second = registry.publishPolicy(_policyTerms());
        Verdict memory verdict = _verdict();
        verdict.policy = second;
        _attest(verdict);
        vm.assertEq(settlement.session(sessionId).left, CAP);
    }

    function _signedBy(uint256 key, SessionTerms memory terms) private view returns (bytes memory) {
        (bytes32 r, bytes32 vs) = vm.signCompact(key, SessionId.unwrap(_sessionIdOf(terms)));
        return abi.encodePacked(r, vs);
    }
}
