// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CaseId } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { ReceiptRow, SignedReceipt } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-47: every attack that the design's wording closes, shown failing.
contract PlotsTest is CaseNetwork {
    uint8 private constant FORGED = 1;

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_aReplayedOlderVerdictDoesNotReopenANode() public {
        vm.warp(START + 1);
        Verdict memory good = _verdict();
        CompactSignature[] memory kept = _signed(good, 2);
        vm.warp(START + 2);
        Verdict memory bad = _verdict();
        bad.validUntil = uint32(block.timestamp);
        _attest(bad);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.VerdictNotNewer.selector, node, START + 1, START + 2
            )
        );
        registry.attest(good, kept);
    }

    function test_aKeySwapBeforeOpenOpensNothing() public {
        JobTerms memory terms = _terms(0);
        address next = _rotate();
        terms.deadline = uint40(block.timestamp + 1 hours);
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.SignerNotCurrent.selector, node, enclave, next)
        );
        vm.prank(client);
        settlement.open(terms);
    }

    function test_aDoubleRotationDoesNotBringAKeyBack() public {
        _rotate();
        vm.warp(block.timestamp + 1);
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.SignerReplaced.selector, enclave, node)
        );
        registry.attest(verdict, signatures);
    }

    function test_afterTwoRotationsTheFirstKeyStillAnswers() public {
        _rotate();
        Condemnation memory late = _condemnation(enclave, FORGED);
        late.faultAt = uint40(START);
        _executeLater(_condemn(late));
        vm.assertEq(registry.owed(treasury), MIN_STAKE / 2);
    }

    function test_aHoardedCondemnationHasExpired() public {
        Condemnation memory hoarded = _condemnation(enclave, FORGED);
        hoarded.expiresAt = uint40(block.timestamp + 1 days);
        CompactSignature[] memory signatures = _signed(hoarded);
        vm.warp(START + 1 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.CondemnationExpired.selector, START + 1 days, START + 1 days + 1
            )
        );
        registry.condemn(hoarded, signatures);
    }

    function test_aCondemnationMadeToBeHoardedIsRefused() public {
        Condemnation memory hoarded = _condemnation(enclave, FORGED);
        hoarded.expiresAt = uint40(block.timestamp + 1 days + 1);
        CompactSignature[] memory signatures = _signed(hoarded);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.CondemnationTooLong.selector, START + 1 days + 1, START + 1 days
            )
        );
        registry.condemn(hoarded, signatures);
    }

    /// @notice A case that nobody ends holds the slashable share only, and only so long.
    function test_noCaseHoldsAnExitHostage() public {
        _condemn(enclave, FORGED);
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 21 days);
        registry.withdraw(node);
        vm.assertEq(token.balanceOf(payout), MIN_STAKE / 2, "what no case can take");
        vm.warp(START + 21 days + 14 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(payout), MIN_STAKE, "after the longest hold");
    }

    /// @notice New cases do not lengthen the hold of what already unbonds.
    function test_oneCaseAfterAnotherHoldsNoLonger() public {
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        for (uint8 cause = 1; cause <= 4; ++cause) {
            vm.warp(START + uint256(cause) * 5 days);
            Condemnation memory late = _condemnation(enclave, cause);
            late.faultAt = uint40(START);
            _condemn(late);
        }
        vm.warp(START + 21 days + 14 days);
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(token.balanceOf(payout), MIN_STAKE);
    }

    /// @notice What is judged names the digest of what the operator signed; a forgery of somebody
    /// else has no such digest, and without a quorum there is no case.
    function test_nobodyFramesAnOperatorWithoutAQuorum() public {
        Condemnation memory framed = _condemnation(enclave, FORGED);
        CompactSignature[] memory alone = new CompactSignature[](1);
        alone[0] = _signed(framed)[0];
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.TooFewSignatures.selector, 1, 2));
        vm.prank(stranger);
        registry.condemn(framed, alone);
    }

    /// @notice Nobody frames an operator for what happened after the key's end.
    function test_aFaultAfterTheKeysEndIsNobodys() public {
        _rotate();
        Condemnation memory late = _condemnation(enclave, FORGED);
        late.faultAt = uint40(START + 1 days + 1);
        vm.warp(START + 2 days);
        late.expiresAt = uint40(block.timestamp);
        CompactSignature[] memory signatures = _signed(late);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICases.FaultAfterKeyEnd.selector, START + 1 days + 1, START + 1 days
            )
        );
        registry.condemn(late, signatures);
    }

    /// @notice Client and reporter are the operator's own: half and a twentieth come back, at once
    /// nothing, and never more than 55 of 100.
    function test_slashingOneselfIsNoExit() public {
        _open(_terms(0));
        CaseId caseId = _equivocate(_terms(0), 1000, 999);
        vm.expectRevert(
            abi.encodeWithSelector(ICases.CaseNotDue.selector, caseId, START + 3 days, START)
        );
        registry.execute(caseId);
        _executeLater(caseId);
        _assertTreasuryGotItsShare();
    }

    function test_slashingOneselfForAJobNeverOpenedIsNoExitEither() public {
        JobTerms memory invented = _terms(77);
        invented.client = operator;
        invented.maxPrice = type(uint96).max;
        invented.unitPrice = type(uint96).max;
        CaseId caseId = _equivocate(invented, 1000, 999);
        _executeLater(caseId);
        _assertTreasuryGotItsShare();
    }

    function test_whoCopiesAProofGainsATwentiethAndNothingElse() public {
        _open(_terms(0));
        vm.prank(stranger);
        CaseId caseId = _equivocate(_terms(0), 10, 9);
        _executeLater(caseId);
        vm.assertEq(registry.owed(client), 10 ether);
        vm.assertTrue(registry.owed(stranger) <= MIN_STAKE / 2 / 20, "more than a twentieth");
    }

    function test_aStrangersStakeDoesNotLandOnAnotherNodeAfterAReorganisation() public {
        vm.prank(stranger);
        NodeId nowTheirs = registry.register(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.OperatorMismatch.selector, nowTheirs, operator, stranger
            )
        );
        vm.prank(operator);
        registry.stake(nowTheirs, operator, MIN_STAKE);
    }

    function test_aForkOfTheChainIdReplaysNothing() public {
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory receipts = _signBatch(ENCLAVE_KEY, rows);
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        Condemnation memory forged = _condemnation(enclave, FORGED);
        CompactSignature[] memory condemning = _signed(forged);
        vm.chainId(block.chainid + 1);
        _refused(address(settlement), abi.encodeCall(settlement.settle, (rows, receipts)));
        _refused(address(registry), abi.encodeCall(registry.attest, (verdict, signatures)));
        _refused(address(registry), abi.encodeCall(registry.condemn, (forged, condemning)));
    }

    function test_equivocationOnTwoChainsIsNone() public {
        _open(_terms(0));
        SignedReceipt memory here = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(_terms(0)), 10));
        SignedReceipt memory also = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(_terms(0)), 9));
        vm.chainId(block.chainid + 1);
        _refused(
            address(registry), abi.encodeCall(registry.proveEquivocation, (_terms(0), here, also))
        );
    }

    function test_aRowSettledBeforehandDoesNotKillItsBatch() public {
        _open(_terms(0));
        _open(_terms(1));
        ReceiptRow[] memory rows = new ReceiptRow[](2);
        rows[0] = _row(_terms(0), 4);
        rows[1] = _row(_terms(1), 4);
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        _settle(_terms(0), 4);
        vm.prank(stranger);
        settlement.settle(rows, signature);
        vm.assertEq(settlement.earnings(node).jobs, 2);
        vm.assertEq(settlement.earnings(node).net, 7.8 ether);
    }

    function test_aCondemnedKeySettlesNothingAndItsJobsAreRefundedAtOnce() public {
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        CompactSignature memory signature = _signBatch(ENCLAVE_KEY, rows);
        _condemn(enclave, FORGED);
        _refused(address(settlement), abi.encodeCall(settlement.settle, (rows, signature)));
        settlement.refund(_terms(0));
        vm.assertEq(_free(client), 1000 ether);
    }

    function _assertTreasuryGotItsShare() private view {
        uint256 slashed = MIN_STAKE / 2;
        vm.assertTrue(registry.owed(treasury) * 100 >= slashed * 45, "treasury below 45 %");
        uint256 left = uint256(registry.node(node).stake) + registry.node(node).unbonding;
        vm.assertEq(left, MIN_STAKE - slashed, "left");
    }

    function _refused(address target, bytes memory call) private {
        (bool done,) = target.call(call);
        vm.assertTrue(!done, "accepted");
    }
}
