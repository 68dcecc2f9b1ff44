// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { Vm } from "../base/Vm.sol";

/// @notice C-16: fees of many nodes at once, with some among them that have none.
contract ClaimFeesTest is Network {
    NodeId[] private nodes;
    uint256[2] private keys = [ENCLAVE_KEY, uint256(0x5EC0)];

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 2; ++i) {
            vm.startPrank(operator);
            node = registry.register(payout);
            registry.stake(node, operator, MIN_STAKE);
            vm.stopPrank();
            nodes.push(node);
            Verdict memory verdict = _verdict();
            verdict.signer = vm.addr(keys[i]);
            _attest(verdict);
            _earn(i);
        }
    }

    function test_claimFeesPaysTheSumAndPassesOverNodesWithoutFees() public {
        NodeId[] memory asked = new NodeId[](3);
        asked[0] = NodeId.wrap(99);
        asked[1] = nodes[0];
        asked[2] = nodes[1];
        vm.recordLogs();
        settlement.claimFees(asked);
        vm.assertEq(token.balanceOf(treasury), 0.2 ether);
        vm.assertEq(settlement.earnings(nodes[0]).fee, 0);
        vm.assertEq(settlement.earnings(nodes[1]).fee, 0);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        vm.assertEq(logs.length, 3, "two claims and one transfer");
    }

    function test_claimingFeesOfOneNodeLeavesThoseOfTheOther() public {
        NodeId[] memory asked = new NodeId[](1);
        asked[0] = nodes[1];
        settlement.claimFees(asked);
        vm.assertEq(token.balanceOf(treasury), 0.1 ether);
        vm.assertEq(settlement.earnings(nodes[0]).fee, 0.1 ether);
    }

    function _earn(uint256 which) private {
        JobTerms memory terms = _terms(uint64(which));
        terms.signer = vm.addr(keys[which]);
        _open(terms);
        ReceiptRow[] memory rows = _rows(_row(terms, 4));
        settlement.settle(rows, _signBatch(keys[which], rows));
    }
}
