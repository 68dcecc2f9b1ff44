// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Earnings } from "../types/Earnings.sol";
import { Job } from "../types/Job.sol";
import { Node, NodeStatus } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "../types/RetiredKey.sol";

// The compiler writes a packed slot once per member, and reads it before each: here it is one write.
// solhint-disable no-inline-assembly

/// @notice Whole packed slots, as their types draw them, in one write.
library Packed {
    /// @notice A sum that its member cannot hold; there are too few tokens for that.
    error EarningsOverflow(uint256 net, uint256 fee, uint256 jobs);

    function store(Job storage job, uint96 amount, uint40 deadline, uint16 feeBps) internal {
        uint256 word = uint256(feeBps) << 176 | uint256(uint40(block.timestamp)) << 136
            | uint256(deadline) << 96 | amount;
        assembly ("memory-safe") {
            sstore(job.slot, word)
        }
    }

    function add(Earnings storage earned, uint256 net, uint256 fee, uint256 jobs) internal {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(earned.slot)
        }
        net += uint112(word);
        fee += uint96(word >> 112);
        jobs += word >> 208;
        if (net >> 112 != 0 || fee >> 96 != 0 || jobs >> 48 != 0) {
            revert EarningsOverflow(net, fee, jobs);
        }
        word = jobs << 208 | fee << 112 | net;
        assembly ("memory-safe") {
            sstore(earned.slot, word)
        }
    }

    function store(
        RetiredKey storage key,
        NodeId nodeId,
        uint32 until,
        PolicyId policy,
        KeyStatus status
    ) internal {
        uint256 word = uint256(status) << 120 | uint256(PolicyId.unwrap(policy)) << 96
            | uint256(until) << 64 | NodeId.unwrap(nodeId);
        assembly ("memory-safe") {
            sstore(key.slot, word)
        }
    }

    /// @dev Slot B.
    function storeVerdict(
        Node storage node,
        address signer,
        uint32 validUntil,
        uint32 appraisedAt,
        PolicyId policy
    ) internal {
        uint256 word = uint256(NodeStatus.Attested) << 248 | uint256(PolicyId.unwrap(policy)) << 224
            | uint256(appraisedAt) << 192 | uint256(validUntil) << 160 | uint160(signer);
        assembly ("memory-safe") {
            sstore(add(node.slot, 1), word)
        }
    }
}
