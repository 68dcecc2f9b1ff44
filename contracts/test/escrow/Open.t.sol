// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { Job } from "../../src/types/Job.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";

/// @notice C-11: a job opens iff its client agrees, pays, and its node is attested to its end.
contract OpenTest is Network {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_openLocksThePriceAndEmits() public {
        JobTerms memory terms = _terms(0);
        vm.expectEmit(address(settlement));
        emit IJobEscrow.JobOpened(
            _idOf(terms),
            node,
            client,
            enclave,
            10 ether,
            1 ether,
            terms.deadline,
            terms.specCommitment,
            0,
            policy,
            FEE_BPS
        );
        JobId jobId = _open(terms);
        vm.assertTrue(jobId == _idOf(terms));
        vm.assertTrue(jobId == settlement.jobIdOf(terms));
        Job memory stored = settlement.job(jobId);
        vm.assertEq(stored.amount, 10 ether);
        vm.assertEq(stored.deadline, terms.deadline);
        vm.assertEq(stored.openedAt, START);
        vm.assertEq(stored.feeBps, FEE_BPS);
        vm.assertEq(_free(client), 990 ether);
        vm.assertEq(settlement.account(client).nonce, 1);
    }

    function test_openRefusesAnybodyButTheClient() public {
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NotClient.selector, stranger, client));
        vm.prank(stranger);
        settlement.open(_terms(0));
    }

    function test_openRefusesAnyNonceButTheNext() public {
        _open(_terms(0));
        _refuse(
            _terms(0),
            abi.encodeWithSelector(IJobEscrow.NonceMismatch.selector, client, uint64(0), uint64(1))
        );
        _refuse(
            _terms(2),
            abi.encodeWithSelector(IJobEscrow.NonceMismatch.selector, client, uint64(2), uint64(1))
        );
    }

    function test_aSettledJobNeverOpensAgain() public {
        _open(_terms(0));
        _settle(_terms(0), 1);
        _refuse(
            _terms(0),
            abi.encodeWithSelector(IJobEscrow.NonceMismatch.selector, client, uint64(0), uint64(1))
        );
    }

    function test_openRefusesMoreThanIsFree() public {
        JobTerms memory terms = _terms(0);
        terms.maxPrice = 1000 ether + 1;
        _refuse(
            terms,
            abi.encodeWithSelector(
                IJobEscrow.FreeBalanceTooLow.selector, client, 1000 ether, 1000 ether + 1
            )
        );
        terms.maxPrice = 1000 ether;
        _open(terms);
        vm.assertEq(_free(client), 0);
    }

    function test_openRefusesAnotherKeyThanTheNodesCurrentOne() public {
        JobTerms memory terms = _terms(0);
        terms.signer = stranger;
        _refuse(
            terms,
            abi.encodeWithSelector(IJobEscrow.SignerNotCurrent.selector, node, stranger, enclave)
        );
    }

    function test_openRefusesAReplacedKey() public {
        address next = _named("next enclave");
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        verdict.signer = next;
        _attest(verdict);
        _refuse(
            _terms(0),
            abi.encodeWithSelector(IJobEscrow.SignerNotCurrent.selector, node, enclave, next)
        );
    }

    function test_openRefusesAnUnknownNode() public {
        JobTerms memory terms = _terms(0);
        terms.nodeId = NodeId.wrap(9);
        _refuse(
            terms,
            abi.encodeWithSelector(
                IJobEscrow.SignerNotCurrent.selector, terms.nodeId, enclave, address(0)
            )
        );
        terms.signer = address(0);
        _refuse(
            terms,
            abi.encodeWithSelector(
                IJobEscrow.DeadlineBeyondAdmission.selector, terms.nodeId, terms.deadline, 0
            )
        );
    }

    function test_openRefusesADeadlineThatIsNotAhead() public {
        JobTerms memory terms = _terms(0);
        terms.deadline = uint40(START);
        _refuse(terms, abi.encodeWithSelector(IJobEscrow.DeadlinePassed.selector, START, START));
        terms.deadline = uint40(START + 1);
        _open(terms);
    }

    function test_openTakesTheNodesWholeAdmissionAndNoSecondMore() public {
        JobTerms memory terms = _terms(0);
        terms.deadline = uint40(START + 1 days + 1);
        _refuse(terms, _beyond(terms.deadline, START + 1 days));
        terms.deadline = uint40(START + 1 days);
        _open(terms);
    }

    function test_openRefusesAnExpiredNode() public {
        vm.warp(START + 1 days + 1);
        JobTerms memory terms = _terms(0);
        _refuse(terms, _beyond(terms.deadline, START + 1 days));
    }

    function test_openRefusesANodeOfASuspendedPolicy() public {
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        JobTerms memory terms = _terms(0);
        _refuse(terms, _beyond(terms.deadline, 0));
    }

    // ---------------------------------------------------------------- several

    function test_openManyOpensInSequence() public {
        JobTerms[] memory terms = _three();
        vm.prank(client);
        settlement.openMany(terms);
        for (uint256 i = 0; i < 3; ++i) {
            vm.assertEq(settlement.job(_idOf(terms[i])).amount, 10 ether);
        }
        vm.assertEq(_free(client), 970 ether);
        vm.assertEq(settlement.account(client).nonce, 3);
    }

    function test_openManyServesSeveralNodes() public {
        NodeId first = node;
        address firstEnclave = enclave;
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory verdict = _verdict();
        verdict.signer = stranger;
        _attest(verdict);
        JobTerms[] memory terms = _three();
        terms[1].signer = stranger;
        terms[0].nodeId = terms[2].nodeId = first;
        terms[0].signer = terms[2].signer = firstEnclave;
        vm.prank(client);
        settlement.openMany(terms);
        vm.assertEq(_free(client), 970 ether);
    }

    function test_openManyOpensAllOrNone() public {
        JobTerms[] memory terms = _three();
        terms[2].deadline = uint40(START);
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.DeadlinePassed.selector, START, START));
        vm.prank(client);
        settlement.openMany(terms);
        vm.assertEq(_free(client), 1000 ether);
    }

    function test_openManyRefusesNothingAtAll() public {
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.EmptyBatch.selector));
        settlement.openMany(new JobTerms[](0));
    }

    function test_openManyRefusesAJobOfAnotherClient() public {
        JobTerms[] memory terms = _three();
        terms[1].client = stranger;
        vm.expectRevert(abi.encodeWithSelector(IJobEscrow.NotClient.selector, client, stranger));
        vm.prank(client);
        settlement.openMany(terms);
    }

    /// @notice C-12: a job's id is the digest of its terms at deployment, also after a fork.
    function test_aForkChangesNoJobId() public {
        JobId before = settlement.jobIdOf(_terms(0));
        vm.chainId(4242);
        vm.assertTrue(settlement.jobIdOf(_terms(0)) == before);
        vm.assertTrue(settlement.settlementDomain() != domainS);
        vm.assertEq(settlement.jobDomain(), domainS);
    }

    function _three() private view returns (JobTerms[] memory terms) {
        terms = new JobTerms[](3);
        for (uint64 i = 0; i < 3; ++i) {
            terms[i] = _terms(i);
        }
    }

    function _beyond(uint256 deadline, uint256 until) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IJobEscrow.DeadlineBeyondAdmission.selector, node, deadline, until
        );
    }

    function _refuse(JobTerms memory terms, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(client);
        settlement.open(terms);
    }
}
