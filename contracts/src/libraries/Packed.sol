// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Account } from "../types/Account.sol";
import { Earnings } from "../types/Earnings.sol";
import { Job } from "../types/Job.sol";
import { Node, NodeStatus } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Policy } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "../types/RetiredKey.sol";
import { JobSlot, NodeSlotA, NodeSlotB, PolicySlot, RetiredKeySlot } from "../types/Slots.sol";
import { VerdictWords } from "./Words.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

// The compiler writes a packed slot once per member, and reads it before each: here it is one write.
// solhint-disable no-inline-assembly

/// @notice Whole packed slots, as their types draw them, in one read or one write.
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

    /// @dev Ends the job and returns what its slot held: nothing, and no end, where it is not open or
    /// past its deadline.
    function take(Job storage job) internal returns (JobSlot taken) {
        assembly ("memory-safe") {
            taken := sload(job.slot)
        }
        // An empty slot's deadline has passed.
        if (block.timestamp > taken.deadline()) return JobSlot.wrap(0);
        assembly ("memory-safe") {
            sstore(job.slot, 0)
        }
    }

    /// @dev The free balance is the low half of its slot.
    function credit(Account storage account, uint256 amount) internal {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(account.slot)
        }
        SafeCast.toUint128(uint128(word) + amount);
        unchecked {
            word += amount;
        }
        assembly ("memory-safe") {
            sstore(account.slot, word)
        }
    }

    function add(Earnings storage earned, uint256 net, uint256 fee, uint256 jobs) internal {
        uint256 word;
        assembly ("memory-safe") {
            word := sload(earned.slot)
        }
        unchecked {
            // What is added has less than 128 bits each.
            net += uint112(word);
            fee += uint96(word >> 112);
            jobs += word >> 208;
        }
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

    /// @dev Each within its type.
    function retire(RetiredKey storage key, uint256 nodeId, uint256 policy, uint256 until)
        internal
    {
        uint256 word = uint256(KeyStatus.Retired) << 24 | policy;
        word = (word << 32 | until) << 64 | nodeId;
        assembly ("memory-safe") {
            sstore(key.slot, word)
        }
    }

    function slot1(RetiredKey storage key) internal view returns (RetiredKeySlot slot) {
        assembly ("memory-safe") {
            slot := sload(key.slot)
        }
    }

    function slotA(Node storage node) internal view returns (NodeSlotA slot) {
        assembly ("memory-safe") {
            slot := sload(node.slot)
        }
    }

    function slotB(Node storage node) internal view returns (NodeSlotB slot) {
        assembly ("memory-safe") {
            slot := sload(add(node.slot, 1))
        }
    }

    function slot1(Policy storage policy) internal view returns (PolicySlot slot) {
        assembly ("memory-safe") {
            slot := sload(policy.slot)
        }
    }

    /// @dev Slot B.
    function storeVerdict(Node storage node, VerdictWords calldata words) internal {
        uint256 word = uint256(NodeStatus.Attested) << 24 | words.policy;
        word = (word << 32 | words.appraisedAt) << 32 | words.validUntil;
        word = word << 160 | words.signer;
        assembly ("memory-safe") {
            sstore(add(node.slot, 1), word)
        }
    }
}
