// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ICases } from "../../src/interfaces/ICases.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CaseId, CaseStatus } from "../../src/types/Case.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";
import { ReentrantToken } from "../tokens/ReentrantToken.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice C-46: slashes raced, dodged, doubled and hoarded (C02, C23, C25, C26, C28, C31, C34).
contract SlashingAttacksTest is CaseNetwork {
    uint8 private constant FORGED = 1;
    uint8 private constant DEBUG = 3;

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function _newToken() internal override returns (IERC20) {
        return new ReentrantToken();
    }

    function test_C02_aHookDuringAWithdrawalCannotDodgeTheSlash() public {
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE / 2);
        CaseId caseId = _condemn(enclave, FORGED);
        vm.warp(block.timestamp + 3 days);
        ReentrantToken(address(token))
            .arm(address(registry), abi.encodeCall(registry.unbond, (node, 1)));
        registry.execute(caseId);
        vm.assertEq(_backing(), MIN_STAKE / 2);
        ReentrantToken(address(token))
            .arm(address(registry), abi.encodeCall(registry.claimOwed, (treasury)));
        vm.expectRevert();
        registry.claimOwed(treasury);
        vm.assertEq(registry.owed(treasury), MIN_STAKE / 2);
    }

    function testFuzz_C23_anyNumberOfSlashesTakesNoMoreThanThereIsAndLosesNoUnit(uint256 seed)
        public
    {
        uint96 unbonding = uint96(_bounded(seed, 1, MIN_STAKE));
        vm.prank(operator);
        registry.unbond(node, unbonding);
        CaseId[4] memory cases;
        for (uint8 cause = 1; cause <= 4; ++cause) {
            cases[cause - 1] = _condemn(enclave, cause);
        }
        vm.warp(block.timestamp + 3 days);
        for (uint256 i = 0; i < 4; ++i) {
            registry.execute(cases[(i + seed % 4) % 4]);
            vm.assertEq(_backing() + registry.owed(treasury), MIN_STAKE, "a unit was lost or made");
        }
        vm.assertTrue(_backing() >= MIN_STAKE / 16, "more than the shares");
    }

    function test_C25_oneKeyIsJudgedOncePerCause() public {
        CaseId first = _condemn(enclave, FORGED);
        Condemnation memory again = _condemnation(enclave, FORGED);
        again.evidenceHash = keccak256("another submission");
        CompactSignature[] memory signatures = _signed(again);
        vm.expectRevert(abi.encodeWithSelector(ICases.CaseExists.selector, first));
        registry.condemn(again, signatures);
        _executeLater(first);
        again.faultAt = uint40(START);
        again.expiresAt = uint40(block.timestamp + 1);
        signatures = _signed(again);
        vm.expectRevert(abi.encodeWithSelector(ICases.CaseExists.selector, first));
        registry.condemn(again, signatures);
    }

    function test_C25_aCaseIsExecutedOnce() public {
        CaseId caseId = _condemn(enclave, FORGED);
        _executeLater(caseId);
        vm.expectRevert(
            abi.encodeWithSelector(ICases.CaseNotOpen.selector, caseId, CaseStatus.Executed)
        );
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), MIN_STAKE / 2);
    }

    function test_C25_twoCasesOfOneBlockAreSlashedOneAfterTheOther() public {
        CaseId first = _condemn(enclave, FORGED);
        CaseId second = _condemn(enclave, DEBUG);
        _executeLater(first);
        registry.execute(second);
        vm.assertEq(_backing(), MIN_STAKE / 4);
    }

    function test_C26_unbondingInTheBlockOfTheCaseHidesNothing() public {
        uint256 before = vm.snapshotState();
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        _executeLater(_condemn(enclave, FORGED));
        uint256 slashed = registry.owed(treasury);
        vm.revertToState(before);
        CaseId caseId = _condemn(enclave, FORGED);
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        _executeLater(caseId);
        vm.assertEq(registry.owed(treasury), slashed, "the order matters");
        vm.assertEq(slashed, MIN_STAKE / 2);
    }

    function test_C26_aCaseOneSecondBeforeReleaseStillReachesTheStake() public {
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 21 days - 1);
        Condemnation memory late = _condemnation(enclave, FORGED);
        late.faultAt = uint40(START);
        CaseId caseId = _condemn(late);
        vm.warp(START + 21 days);
        vm.prank(operator);
        registry.withdraw(node);
        vm.assertEq(_backing(), MIN_STAKE / 2, "the share that the case holds");
        vm.warp(START + 24 days);
        registry.execute(caseId);
        vm.assertEq(registry.owed(treasury), MIN_STAKE / 2);
    }

    function test_C28_stakeIsNoJobGuaranteeAndSlashesEndAtTheStake() public {
        vm.startPrank(client);
        token.approve(address(settlement), type(uint256).max);
        settlement.deposit(client, 5000 ether);
        for (uint64 i = 0; i < 4; ++i) {
            settlement.open(_dear(i));
        }
        vm.stopPrank();
        for (uint64 i = 0; i < 4; ++i) {
            _equivocate(_dear(i), 1000, 999);
        }
        vm.warp(block.timestamp + 3 days);
        for (uint64 i = 1; i <= 4; ++i) {
            registry.execute(CaseId.wrap(i));
        }
        uint256 compensated = registry.owed(client);
        vm.assertTrue(compensated < MIN_STAKE / 2, "more than half of the stake");
        vm.assertEq(
            _backing() + compensated + registry.owed(address(this)) + registry.owed(treasury),
            MIN_STAKE
        );
        for (uint64 i = 0; i < 4; ++i) {
            settlement.refund(_dear(i));
        }
        vm.assertEq(_free(client), 6000 ether, "escrow covers the money");
    }

    function test_C34_withEveryAttestorKeyStolenTheLossIsTheStakeAfterTheDelayAndEnrichesNoThief()
        public
    {
        for (uint8 cause = 1; cause <= 4; ++cause) {
            _condemn(enclave, cause);
        }
        vm.prank(client);
        settlement.withdraw(client, 1000 ether);
        vm.startPrank(guardian);
        for (uint64 i = 1; i <= 4; ++i) {
            registry.veto(CaseId.wrap(i));
        }
        vm.stopPrank();
        vm.assertEq(_backing(), MIN_STAKE, "the guardian saves the stake");
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(block.timestamp + 21 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(payout), MIN_STAKE);
    }

    function test_C31_oneSubmissionCondemnsOneKeyOfOneNode() public {
        vm.prank(operator);
        Condemnation memory elsewhere = _condemnation(enclave, FORGED);
        elsewhere.nodeId = registry.register(payout);
        CompactSignature[] memory signatures = _signed(elsewhere);
        vm.expectRevert(
            abi.encodeWithSelector(ICases.KeyUnknown.selector, elsewhere.nodeId, enclave)
        );
        registry.condemn(elsewhere, signatures);
    }

    function test_C32_aCondemnationNeedsTheQuorumOfTheMoment() public {
        Condemnation memory forged = _condemnation(enclave, FORGED);
        CompactSignature[] memory signatures = _signed(forged);
        vm.prank(guardian);
        registry.removeAttestor(vm.addr(attestorKeys[0]));
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, vm.addr(attestorKeys[0]))
        );
        registry.condemn(forged, signatures);
    }

    function test_C36_aCondemnedKeyNeverReturnsEvenToANewOperator() public {
        CaseId caseId = _condemn(enclave, FORGED);
        vm.prank(guardian);
        registry.veto(caseId);
        vm.prank(operator);
        registry.transferOperator(node, stranger);
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.SignerReplaced.selector, enclave, node)
        );
        registry.attest(verdict, signatures);
    }

    function _backing() private view returns (uint256) {
        return uint256(registry.node(node).stake) + registry.node(node).unbonding;
    }

    /// @dev Each locks ten times the stake.
    function _dear(uint64 nonce) private view returns (JobTerms memory terms) {
        terms = _terms(nonce);
        terms.deadline = uint40(START + 1 hours);
        terms.maxPrice = 1000 ether;
    }
}
