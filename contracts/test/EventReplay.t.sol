// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseId } from "../src/types/Case.sol";
import { Condemnation } from "../src/types/Condemnation.sol";
import { JobId } from "../src/types/JobId.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { PolicyId } from "../src/types/PolicyId.sol";
import { ReceiptRow, SignedReceipt } from "../src/types/Receipt.sol";
import { SessionId, SessionRow, SessionTerms } from "../src/types/Session.sol";
import { Verdict } from "../src/types/Verdict.sol";
import { CaseNetwork } from "./base/CaseNetwork.sol";
import { Network } from "./base/Network.sol";
import { Vm } from "./base/Vm.sol";
import { RegistryReplay } from "./replay/RegistryReplay.sol";
import { SettlementReplay } from "./replay/SettlementReplay.sol";

/// @notice C-22: whoever reads the events alone has every storage slot of both contracts, bit by bit.
contract EventReplayTest is CaseNetwork {
    RegistryReplay private registryReplay = new RegistryReplay();
    SettlementReplay private settlementReplay = new SettlementReplay();

    /// @dev Nothing yet: the recording starts before anything is deployed.
    function setUp() public override { }

    function test_theEventsRebuildEverySlot() public {
        vm.record();
        vm.recordLogs();
        Network.setUp();
        _replay();
        _operate();
        _pay();
        _runSessions();
        _judge();
        _govern();

        vm.assertEq(registryReplay.kinds(), 24, "kinds of registry events");
        vm.assertEq(settlementReplay.kinds(), 16, "kinds of settlement events");
        _assertSame(address(registry), address(registryReplay));
        _assertSame(address(settlement), address(settlementReplay));
    }

    function _operate() private {
        _launch();
        vm.startPrank(operator);
        registry.setPayout(node, stranger);
        registry.stake(node, operator, 9 ether);
        registry.unbond(node, 5 ether);
        registry.rebond(node, 2 ether);
        registry.transferOperator(node, stranger);
        vm.stopPrank();
        _replay();
        vm.warp(block.timestamp + 22 days);
        vm.prank(operator);
        registry.withdraw(node);
        vm.prank(stranger);
        registry.acceptOperator(node, MIN_STAKE);
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        verdict.signer = _named("another enclave");
        _attest(verdict);
        _replay();
        _launchAnotherKey();
    }

    /// @dev A second node, whose key is the one that the helpers sign with.
    function _launchAnotherKey() private {
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory verdict = _verdict();
        verdict.signer = vm.addr(SECOND_KEY);
        _attest(verdict);
        _replay();
    }

    uint256 private constant SECOND_KEY = 0x5EC0;

    function _pay() private {
        JobTerms[] memory terms = new JobTerms[](3);
        for (uint64 i = 0; i < 3; ++i) {
            terms[i] = _termsOfSecond(i);
        }
        vm.prank(client);
        settlement.openMany(terms);
        JobTerms memory order = _termsOfSecond(FIRST_ORDER + 300);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        settlement.openFor(order, abi.encodePacked(r, vs));
        vm.prank(client);
        settlement.invalidate(1 << 55, 0xff00);
        _replay();
        vm.warp(block.timestamp + 5 minutes);
        ReceiptRow[] memory rows = new ReceiptRow[](2);
        rows[0] = _row(terms[0], 3);
        rows[1] = _row(terms[0], 3);
        settlement.settle(rows, _signBatch(SECOND_KEY, rows));
        settlement.claim(node);
        rows = _rows(_row(order, 7));
        settlement.settle(rows, _signBatch(SECOND_KEY, rows));
        NodeId[] memory nodes = new NodeId[](1);
        nodes[0] = node;
        settlement.claimFees(nodes);
        vm.prank(operator);
        settlement.cancel(terms[1]);
        _replay();
        vm.warp(uint256(terms[2].deadline) + 1);
        settlement.refund(terms[2]);
        vm.prank(client);
        settlement.withdraw(stranger, 1 ether);
        JobTerms memory left = _termsOfSecond(3);
        _open(left);
        _replay();
    }

    function _runSessions() private {
        _attestSecondAgain();
        SessionTerms memory terms = _sessionTerms(4);
        _openSession(terms);
        SessionTerms memory order = _sessionTerms(FIRST_ORDER + 600);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, SessionId.unwrap(_sessionIdOf(order)));
        settlement.openSessionFor(order, abi.encodePacked(r, vs));
        SessionRow[] memory rows = _sessionRows(3, 4);
        rows[2] = _sessionRow(1, 4);
        settlement.settleSession(terms, rows, _signSession(SECOND_KEY, terms, rows));
        vm.prank(client);
        settlement.giveNotice(terms);
        _replay();
        vm.warp(block.timestamp + 1 days);
        settlement.reclaim(terms);
        _replay();
    }

    function _attestSecondAgain() private {
        vm.warp(block.timestamp + 1);
        Verdict memory verdict = _verdict();
        verdict.signer = vm.addr(SECOND_KEY);
        _attest(verdict);
    }

    /// @dev One case vetoed, one executed after its share was held, one proven, one left open.
    function _judge() private {
        address second = vm.addr(SECOND_KEY);
        vm.startPrank(operator);
        registry.stake(node, operator, 10 ether);
        registry.unbond(node, 10 ether);
        vm.stopPrank();
        CaseId judged = _condemn(second, 1);
        _replay();
        vm.prank(guardian);
        registry.veto(judged);
        vm.warp(block.timestamp + 1 hours);
        Verdict memory verdict = _verdict();
        verdict.signer = vm.addr(NEXT_KEY);
        _attest(verdict);
        JobTerms memory terms = _termsOfSecond(9);
        SignedReceipt memory a = _signedReceipt(SECOND_KEY, _receiptOf(_idOf(terms), 1));
        SignedReceipt memory b = _signedReceipt(SECOND_KEY, _receiptOf(_idOf(terms), 2));
        CaseId proven = registry.proveEquivocation(terms, a, b);
        _replay();
        vm.warp(registry.node(node).releaseAt);
        vm.prank(operator);
        registry.withdraw(node);
        registry.execute(proven);
        registry.claimOwed(treasury);
        _replay();
        Condemnation memory condemnation = _condemnation(vm.addr(NEXT_KEY), 2);
        condemnation.faultAt = uint40(block.timestamp - 20 days);
        _condemn(condemnation);
        _replay();
    }

    function _govern() private {
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        vm.startPrank(owner);
        registry.removeAttestor(vm.addr(attestorKeys[0]));
        registry.setThreshold(1);
        registry.setGuardian(stranger);
        registry.setTreasury(stranger);
        PolicyId second = registry.publishPolicy(_policyTerms());
        registry.retirePolicy(second, 1_900_000_000);
        vm.stopPrank();
        _replay();
    }

    function _termsOfSecond(uint64 nonce) private view returns (JobTerms memory terms) {
        terms = _terms(nonce);
        terms.signer = vm.addr(SECOND_KEY);
    }

    /// @dev At the time at which the events were emitted: blocks have times, events have none.
    function _replay() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(registry)) registryReplay.apply_(logs[i]);
            if (logs[i].emitter == address(settlement)) settlementReplay.apply_(logs[i]);
        }
    }

    function _assertSame(address original, address rebuilt) private {
        (, bytes32[] memory written) = vm.accesses(original);
        vm.assertTrue(written.length > 24, "slots written");
        for (uint256 i = 0; i < written.length; ++i) {
            vm.assertEq(
                vm.load(rebuilt, written[i]),
                vm.load(original, written[i]),
                vm.toString(uint256(written[i]))
            );
        }
    }
}
