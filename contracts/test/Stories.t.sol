// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../src/interfaces/INodeRegistry.sol";
import { CaseId } from "../src/types/Case.sol";
import { CompactSignature } from "../src/types/CompactSignature.sol";
import { Condemnation } from "../src/types/Condemnation.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { SessionRow, SessionTerms } from "../src/types/Session.sol";
import { Verdict } from "../src/types/Verdict.sol";
import { CaseNetwork } from "./base/CaseNetwork.sol";

/// @notice C-60: what people come for, each told from its beginning to its end with every amount.
contract StoriesTest is CaseNetwork {
    address private immutable buyer = _named("buyer");

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_fromTheFirstRegistrationToTheFirstClaim() public {
        vm.prank(client);
        NodeId second = registry.register(buyer);
        vm.prank(operator);
        registry.stake(second, client, MIN_STAKE);
        Verdict memory verdict = _verdict();
        (verdict.nodeId, verdict.operator, verdict.signer) = (second, client, vm.addr(NEXT_KEY));
        _attest(verdict);
        JobTerms memory terms = _terms(0);
        (terms.nodeId, terms.signer) = (second, vm.addr(NEXT_KEY));
        _open(terms);
        _settleBy(NEXT_KEY, terms, 8);
        settlement.claim(second);
        vm.assertEq(token.balanceOf(buyer), 7.8 ether);
        vm.assertEq(_free(client), 992 ether);
        vm.assertEq(settlement.earnings(second).jobs, 1);
    }

    function test_aNodeIsSoldWithItsUnclaimedEarnings() public {
        JobTerms memory settled = _terms(0);
        JobTerms memory open = _terms(1);
        _open(settled);
        _open(open);
        _settle(settled, 10);
        vm.prank(operator);
        registry.transferOperator(node, buyer);
        vm.prank(buyer);
        registry.acceptOperator(node, MIN_STAKE);
        _refuseToOpen(_terms(2), 0);
        _settle(open, 10);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(buyer), 19.5 ether);
        vm.assertEq(token.balanceOf(payout), 0);

        vm.warp(block.timestamp + 10 minutes);
        Verdict memory verdict = _verdict();
        verdict.operator = buyer;
        _attest(verdict);
        _open(_terms(2));
        vm.startPrank(buyer);
        registry.unbond(node, MIN_STAKE);
        vm.warp(block.timestamp + 21 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(buyer), 19.5 ether + MIN_STAKE);
    }

    function test_anOperatorLeavesDuringACaseWithWhatItCannotTake() public {
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 20 days);
        Condemnation memory condemnation = _condemnation(enclave, 1);
        condemnation.faultAt = uint40(START + 1 hours);
        CaseId caseId = _condemn(condemnation);
        vm.warp(START + 21 days);
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(token.balanceOf(payout), MIN_STAKE / 2);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.StakeLocked.selector, node, START + 35 days, START + 21 days
            )
        );
        vm.prank(operator);
        registry.withdraw(node);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(token.balanceOf(payout), MIN_STAKE);
        vm.assertEq(token.balanceOf(address(registry)), 0);
    }

    function test_aSessionFromItsOpeningOverTwoKeysToItsReclaim() public {
        SessionTerms memory terms = _sessionTerms(0);
        _openSession(terms);
        SessionRow[] memory rows = new SessionRow[](1);
        rows[0] = _sessionRow(0, 20);
        _settleSession(terms, rows);
        _rotate();
        rows[0] = _sessionRow(1, 5);
        settlement.settleSession(terms, rows, _signSession(NEXT_KEY, terms, rows));
        vm.prank(client);
        settlement.giveNotice(terms);
        rows[0] = _sessionRow(2, 4);
        vm.warp(block.timestamp + terms.noticePeriod);
        settlement.settleSession(terms, rows, _signSession(NEXT_KEY, terms, rows));
        vm.warp(block.timestamp + 1);
        settlement.reclaim(terms);
        vm.assertEq(_free(client), 1000 ether - 29 ether);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 29 ether - 0.725 ether);
    }

    function test_anEquivocationFromItsProofToWhatIsOwed() public {
        JobTerms memory terms = _terms(0);
        _open(terms);
        vm.prank(stranger);
        CaseId caseId = _equivocate(terms, 4, 30);
        settlement.refund(terms);
        vm.assertEq(_free(client), 1000 ether);
        _executeLater(caseId);
        registry.claimOwed(client);
        registry.claimOwed(stranger);
        registry.claimOwed(treasury);
        vm.assertEq(token.balanceOf(client), 9010 ether);
        vm.assertEq(token.balanceOf(stranger), 2.5 ether);
        vm.assertEq(token.balanceOf(treasury), 37.5 ether);
        vm.assertEq(token.balanceOf(address(registry)), MIN_STAKE - 50 ether);
    }

    function test_aPolicyRetiresWithGraceAndItsJobsEndInPeace() public {
        uint32 graceUntil = uint32(START + 6 hours);
        JobTerms memory early = _terms(0);
        early.deadline = uint40(START + 12 hours);
        _open(early);
        vm.prank(owner);
        registry.retirePolicy(policy, graceUntil);
        JobTerms memory within = _terms(1);
        within.deadline = graceUntil;
        _open(within);
        JobTerms memory beyond = _terms(2);
        beyond.deadline = graceUntil + 1;
        _refuseToOpen(beyond, graceUntil);
        vm.warp(graceUntil + 1);
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 2 days);
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.PolicyClosed.selector, policy, graceUntil, START + 2 days
            )
        );
        registry.attest(verdict, signatures);
        _settle(early, 10);
        settlement.refund(within);
        vm.assertEq(_free(client), 990 ether);
    }

    function test_theTreasuryOfTheMomentCollectsTheFees() public {
        for (uint64 nonce = 0; nonce < 3; ++nonce) {
            JobTerms memory terms = _terms(nonce);
            _open(terms);
            _settle(terms, 10);
        }
        vm.prank(owner);
        registry.setTreasury(buyer);
        NodeId[] memory list = new NodeId[](2);
        (list[0], list[1]) = (NodeId.wrap(7), node);
        settlement.claimFees(list);
        vm.assertEq(token.balanceOf(buyer), 0.75 ether);
        vm.assertEq(token.balanceOf(treasury), 0);
        vm.assertEq(settlement.earnings(node).net, 29.25 ether);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 29.25 ether);
        vm.assertEq(token.balanceOf(address(settlement)), 970 ether);
    }

    function _refuseToOpen(JobTerms memory terms, uint256 until) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IJobEscrow.DeadlineBeyondAdmission.selector, node, terms.deadline, until
            )
        );
        _open(terms);
    }

    function _settleBy(uint256 key, JobTerms memory terms, uint64 computeUnits) private {
        settlement.settle(
            _rows(_row(terms, computeUnits)), _signBatch(key, _rows(_row(terms, computeUnits)))
        );
    }
}
