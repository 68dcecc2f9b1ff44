// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { Case, CaseId, CaseStatus } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { KeyStanding, KeyStatus, RetiredKey } from "../../src/types/RetiredKey.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-53: a quorum condemns a key of a node, fresh and for a listed cause, once per cause; the
/// key neither opens nor settles from then on, and never returns.
contract CondemnTest is CaseNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_aCondemnationOpensACaseAndGatesTheNode() public {
        vm.warp(START + 2 hours);
        Condemnation memory condemnation = _condemnation(enclave, 2);
        condemnation.faultAt = uint40(START + 1 hours);
        vm.expectEmit(address(registry));
        emit ICases.KeyCondemned(node, enclave, policy, uint32(START + 2 hours));
        vm.expectEmit(address(registry));
        emit ICases.CaseOpened(
            CaseId.wrap(1),
            node,
            enclave,
            2,
            5000,
            uint40(START + 1 hours),
            uint40(START + 2 hours + 3 days),
            condemnation.evidenceHash,
            JobId.wrap(0),
            address(0),
            0,
            address(0)
        );
        CaseId caseId = _condemn(condemnation);
        vm.assertEq(CaseId.unwrap(caseId), 1);
        vm.assertEq(registry.globals().caseCount, 1);
        vm.assertEq(CaseId.unwrap(registry.caseOf(enclave, 2)), 1);
        Case memory opened = registry.caseById(caseId);
        vm.assertTrue(opened.nodeId == node);
        vm.assertEq(opened.openedAt, START + 2 hours);
        vm.assertEq(opened.executableAt, START + 2 hours + 3 days);
        vm.assertEq(opened.faultAt, START + 1 hours);
        vm.assertEq(opened.slashBps, registry.ceilings().slashBps);
        vm.assertEq(opened.cause, 2);
        vm.assertTrue(opened.status == CaseStatus.Open);
        vm.assertEq(opened.evidenceHash, condemnation.evidenceHash);
        vm.assertTrue(registry.node(node).status == NodeStatus.Condemned);
        vm.assertEq(registry.node(node).openCases, 1);
        vm.assertEq(registry.admission(node).until, 0);
        vm.assertTrue(registry.isCondemned(enclave));
    }

    function test_theKeysEndIsThatOfItsVerdictIfThatCameFirst() public {
        vm.warp(START + 2 days);
        Condemnation memory condemnation = _condemnation(enclave, 1);
        condemnation.faultAt = uint40(START + 1 days);
        _condemn(condemnation);
        vm.assertEq(registry.retiredKey(enclave).until, START + 1 days);
    }

    function test_aFormerKeyIsCondemnedWithoutGatingTheNode() public {
        address next = _rotate();
        _condemn(enclave, 1);
        vm.assertTrue(registry.node(node).status == NodeStatus.Accused);
        vm.assertEq(registry.admission(node).until, START + 1 hours + 1 days);
        vm.assertTrue(registry.isCondemned(enclave));
        vm.assertFalse(registry.isCondemned(next));
        JobTerms memory terms = _terms(0);
        terms.signer = next;
        _open(terms);
    }

    function test_onlyAKeyOfThatNodeIsCondemned() public {
        Condemnation memory condemnation = _condemnation(stranger, 1);
        _refuse(condemnation, abi.encodeWithSelector(ICases.KeyUnknown.selector, node, stranger));
        vm.prank(stranger);
        NodeId second = registry.register(payout);
        condemnation = _condemnation(enclave, 1);
        condemnation.nodeId = second;
        _refuse(condemnation, abi.encodeWithSelector(ICases.KeyUnknown.selector, second, enclave));
        condemnation = _condemnation(address(0), 1);
        condemnation.nodeId = second;
        _refuse(condemnation, abi.encodeWithSelector(ICases.KeyUnknown.selector, second, 0));
        condemnation.nodeId = NodeId.wrap(9);
        _refuse(condemnation, abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, 9));
        condemnation.nodeId = NodeId.wrap(0);
        _refuse(condemnation, abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, 0));
    }

    function test_theListOfCausesIsClosed() public {
        uint8[4] memory unlisted = [0, 5, 6, type(uint8).max];
        for (uint256 i = 0; i < unlisted.length; ++i) {
            _refuse(
                _condemnation(enclave, unlisted[i]),
                abi.encodeWithSelector(ICases.CauseUnknown.selector, unlisted[i])
            );
        }
        for (uint8 cause = 1; cause <= 4; ++cause) {
            vm.assertEq(CaseId.unwrap(_condemn(enclave, cause)), cause);
        }
        vm.assertEq(registry.node(node).openCases, 4);
    }

    function test_thereIsOneCasePerKeyAndCause() public {
        CaseId caseId = _condemn(enclave, 1);
        bytes memory refused = abi.encodeWithSelector(ICases.CaseExists.selector, caseId);
        _refuse(_condemnation(enclave, 1), refused);
        vm.prank(guardian);
        registry.veto(caseId);
        _refuse(_condemnation(enclave, 1), refused);
    }

    function test_noCondemnationIsKeptInStock() public {
        Condemnation memory condemnation = _condemnation(enclave, 1);
        condemnation.expiresAt = uint40(START + 1 days + 1);
        _refuse(
            condemnation,
            abi.encodeWithSelector(
                ICases.CondemnationTooLong.selector, START + 1 days + 1, START + 1 days
            )
        );
        condemnation.expiresAt = uint40(START + 1 days);
        CompactSignature[] memory signatures = _signed(condemnation);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.CondemnationExpired.selector, START + 1 days, START + 1 days + 1
            )
        );
        registry.condemn(condemnation, signatures);
        vm.warp(START + 1 days);
        registry.condemn(condemnation, signatures);
    }

    function test_aFaultLiesBeforeTheKeysEnd() public {
        Condemnation memory condemnation = _condemnation(enclave, 1);
        condemnation.faultAt = uint40(START + 1);
        _refuse(
            condemnation, abi.encodeWithSelector(ICases.FaultAfterKeyEnd.selector, START + 1, START)
        );
        vm.warp(START + 2 days);
        condemnation = _condemnation(enclave, 1);
        condemnation.faultAt = uint40(START + 1 days + 1);
        _refuse(
            condemnation,
            abi.encodeWithSelector(
                ICases.FaultAfterKeyEnd.selector, START + 1 days + 1, START + 1 days
            )
        );
        condemnation.faultAt = uint40(START + 1 days);
        _condemn(condemnation);
    }

    function test_aQuorumMustHaveSigned() public {
        Condemnation memory condemnation = _condemnation(enclave, 1);
        CompactSignature[] memory signatures = new CompactSignature[](1);
        signatures[0] = _signed(condemnation)[0];
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.TooFewSignatures.selector, 1, 2));
        registry.condemn(condemnation, signatures);
        signatures = _signed(condemnation);
        condemnation.evidenceHash = keccak256("other evidence");
        vm.expectRevert();
        registry.condemn(condemnation, signatures);
    }

    // ---------------------------------------------------------------- what a condemned key cannot

    function test_aCondemnedKeyNeitherOpensNorSettles() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        ReceiptRow[] memory rows = _rows(_row(terms, 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        _condemn(enclave, 1);
        vm.expectRevert(abi.encodeWithSelector(ISettlement.SignerCondemned.selector, enclave));
        settlement.settle(rows, signature);
        terms = _terms(1);
        vm.prank(client);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.DeadlineBeyondAdmission.selector, node, terms.deadline, 0
            )
        );
        settlement.open(terms);
    }

    function test_openJobsOfACondemnedKeyAreRefundableAtOnce() public {
        JobTerms memory terms = _terms(0);
        JobId jobId = _open(terms);
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.DeadlineNotPassed.selector, jobId, terms.deadline, block.timestamp
            )
        );
        settlement.refund(terms);
        _condemn(enclave, 1);
        settlement.refund(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_aCondemnedKeyNeverReturns() public {
        CaseId caseId = _condemn(enclave, 1);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.warp(START + 1 hours);
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.SignerReplaced.selector, enclave, node)
        );
        registry.attest(verdict, signatures);
        verdict.signer = vm.addr(NEXT_KEY);
        _attest(verdict);
        RetiredKey memory former = registry.retiredKey(enclave);
        vm.assertTrue(former.status == KeyStatus.Condemned);
        vm.assertEq(former.until, START);
        vm.assertTrue(registry.node(node).status == NodeStatus.Attested);
    }

    function test_noVerdictIsTakenWhileACaseIsOpen() public {
        address next = _rotate();
        CaseId caseId = _condemn(enclave, 1);
        vm.warp(START + 2 hours);
        Verdict memory verdict = _verdict();
        verdict.signer = next;
        CompactSignature[] memory signatures = _signed(verdict, 2);
        bytes memory refused = abi.encodeWithSelector(ICases.NodeAccused.selector, node, 1);
        vm.expectRevert(refused);
        registry.attest(verdict, signatures);
        verdict.validUntil = uint32(block.timestamp);
        signatures = _signed(verdict, 2);
        vm.expectRevert(refused);
        registry.attest(verdict, signatures);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.assertTrue(registry.node(node).status == NodeStatus.Attested);
        registry.attest(verdict, signatures);
    }

    function test_aHandoverDoesNotOpenTheDoorToAVerdict() public {
        _rotate();
        _condemn(enclave, 1);
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        vm.assertTrue(registry.node(node).status == NodeStatus.Registered);
        vm.warp(START + 2 hours);
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        verdict.signer = vm.addr(NEXT_KEY);
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(abi.encodeWithSelector(ICases.NodeAccused.selector, node, 1));
        registry.attest(verdict, signatures);
    }

    function test_aCaseAgainstTheKeyOfAHandedOverNodeCondemnsIt() public {
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        _condemn(enclave, 1);
        vm.assertTrue(registry.node(node).status == NodeStatus.Condemned);
    }

    // ---------------------------------------------------------------- standing

    function test_aCaseAgainstAFormerKeyAttestsNoNode() public {
        _rotate();
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        CaseId caseId = _condemn(enclave, 1);
        vm.assertTrue(registry.node(node).status == NodeStatus.Registered);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.assertTrue(registry.node(node).status == NodeStatus.Registered);
    }

    function test_aCaseAgainstAFormerKeyLiftsNoCondemnation() public {
        address next = _rotate();
        _condemn(next, 1);
        _condemn(enclave, 1);
        vm.assertTrue(registry.node(node).status == NodeStatus.Condemned);
        vm.startPrank(guardian);
        registry.veto(CaseId.wrap(1));
        registry.veto(CaseId.wrap(2));
        vm.stopPrank();
        vm.assertTrue(registry.node(node).status == NodeStatus.Condemned);
    }

    function test_standingTellsHowAKeyStandsWithANode() public {
        _assertStanding(enclave, KeyStatus.Current, START + 1 days);
        address next = _rotate();
        _assertStanding(enclave, KeyStatus.Retired, START + 1 days);
        _assertStanding(next, KeyStatus.Current, START + 1 hours + 1 days);
        _condemn(next, 1);
        _assertStanding(next, KeyStatus.Condemned, START + 1 hours);
        _assertStanding(stranger, KeyStatus.None, 0);
        vm.assertTrue(registry.keyStanding(NodeId.wrap(2), enclave).status == KeyStatus.None);
    }

    /// @dev Attestors refuse a key in two nodes; if they did not, a condemnation in one still counts.
    function test_aKeyCondemnedInOneNodeIsCondemnedInTheOther() public {
        NodeId second = _secondNodeWithTheSameKey();
        _condemn(enclave, 1);
        vm.assertTrue(registry.keyStanding(second, enclave).status == KeyStatus.Condemned);
        Condemnation memory condemnation = _condemnation(enclave, 2);
        condemnation.nodeId = second;
        _condemn(condemnation);
        vm.assertTrue(registry.node(second).status == NodeStatus.Condemned);
        vm.assertTrue(registry.retiredKey(enclave).nodeId == node);
    }

    function test_aRotationOfOneNodeForgetsNoCondemnationInTheOther() public {
        NodeId second = _secondNodeWithTheSameKey();
        _condemn(enclave, 1);
        vm.warp(block.timestamp + 1 hours);
        Verdict memory verdict = _verdict();
        verdict.nodeId = second;
        verdict.signer = vm.addr(NEXT_KEY);
        _attest(verdict);
        vm.assertTrue(registry.isCondemned(enclave));
        vm.assertTrue(registry.retiredKey(enclave).nodeId == node);
    }

    function _secondNodeWithTheSameKey() private returns (NodeId second) {
        vm.startPrank(operator);
        second = registry.register(payout);
        registry.stake(second, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory verdict = _verdict();
        verdict.nodeId = second;
        _attest(verdict);
    }

    function _assertStanding(address signer, KeyStatus status, uint256 until) private view {
        KeyStanding memory standing = registry.keyStanding(node, signer);
        vm.assertTrue(standing.status == status);
        vm.assertEq(standing.until, until);
    }

    function _refuse(Condemnation memory condemnation, bytes memory reason) private {
        CompactSignature[] memory signatures = _signed(condemnation);
        vm.expectRevert(reason);
        registry.condemn(condemnation, signatures);
    }
}
