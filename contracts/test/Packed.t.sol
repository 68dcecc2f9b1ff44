// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Packed } from "../src/libraries/Packed.sol";
import { Words } from "../src/libraries/Words.sol";
import { Earnings } from "../src/types/Earnings.sol";
import { Job } from "../src/types/Job.sol";
import { Node, NodeStatus } from "../src/types/Node.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { PolicyId } from "../src/types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "../src/types/RetiredKey.sol";
import { Verdict } from "../src/types/Verdict.sol";
import { Base } from "./base/Base.sol";

/// @notice C-57: what is written as a whole slot reads back member by member, and nothing overflows into
/// its neighbour.
contract PackedTest is Base {
    using Packed for Earnings;
    using Packed for Job;
    using Packed for Node;
    using Packed for RetiredKey;
    using Words for Verdict;

    Earnings private earnings;
    Job private job;
    Node private node;
    RetiredKey private key;

    function testFuzz_aJobReadsBack(uint96 amount, uint40 deadline, uint16 feeBps, uint64 time)
        public
    {
        vm.warp(time);
        job.store(amount, deadline, feeBps);
        vm.assertEq(job.amount, amount);
        vm.assertEq(job.deadline, deadline);
        vm.assertEq(job.openedAt, uint40(time));
        vm.assertEq(job.feeBps, feeBps);
    }

    function testFuzz_aFormerKeyReadsBack(uint64 nodeId, uint32 until, uint24 policy) public {
        key.store(NodeId.wrap(nodeId), until, PolicyId.wrap(policy), KeyStatus.Condemned);
        vm.assertEq(NodeId.unwrap(key.nodeId), nodeId);
        vm.assertEq(key.until, until);
        vm.assertEq(PolicyId.unwrap(key.policy), policy);
        vm.assertTrue(key.status == KeyStatus.Condemned);
    }

    function testFuzz_aVerdictReadsBackAndTouchesNoOtherSlot(
        address signer,
        uint32 validUntil,
        uint32 appraisedAt,
        uint24 policy
    ) public {
        node.operator = node.payout = node.pendingOperator = address(this);
        Verdict memory verdict;
        verdict.signer = signer;
        verdict.validUntil = validUntil;
        verdict.appraisedAt = appraisedAt;
        verdict.policy = PolicyId.wrap(policy);
        this.store(verdict);
        vm.assertEq(node.signer, signer);
        vm.assertEq(node.validUntil, validUntil);
        vm.assertEq(node.appraisedAt, appraisedAt);
        vm.assertEq(PolicyId.unwrap(node.policy), policy);
        vm.assertTrue(node.status == NodeStatus.Attested);
        vm.assertEq(node.operator, address(this));
        vm.assertEq(node.payout, address(this));
        vm.assertEq(node.pendingOperator, address(this));
    }

    function testFuzz_earningsAddUp(uint104 net, uint88 fee, uint40 jobs) public {
        this.add(net, fee, jobs);
        this.add(net, fee, jobs);
        vm.assertEq(earnings.net, 2 * uint256(net));
        vm.assertEq(earnings.fee, 2 * uint256(fee));
        vm.assertEq(earnings.jobs, 2 * uint256(jobs));
    }

    function test_noSumSpillsIntoItsNeighbour() public {
        this.add(1, 1, 1);
        _refuse(type(uint112).max, 0, 0);
        _refuse(0, type(uint96).max, 0);
        _refuse(0, 0, type(uint48).max);
        this.add(type(uint112).max - 1, type(uint96).max - 1, type(uint48).max - 1);
    }

    function store(Verdict calldata verdict) external {
        node.storeVerdict(verdict.words());
    }

    function add(uint256 net, uint256 fee, uint256 jobs) external {
        earnings.add(net, fee, jobs);
    }

    function _refuse(uint256 net, uint256 fee, uint256 jobs) private {
        vm.expectRevert(
            abi.encodeWithSelector(Packed.EarningsOverflow.selector, net + 1, fee + 1, jobs + 1)
        );
        this.add(net, fee, jobs);
    }
}
