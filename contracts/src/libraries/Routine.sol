// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeStatus } from "../types/Node.sol";
import { PolicyStatus } from "../types/Policy.sol";
import { NodeSlotA, NodeSlotB, PolicySlot, RetiredKeySlot } from "../types/Slots.sol";
import { VerdictWords } from "./Words.sol";

// A branch for each rule costs more than all their comparisons.
// solhint-disable no-inline-assembly

/// @notice Whether a verdict is plainly right, as nearly all are, found without a branch.
/// @dev Nothing is refused here and no rule is waived. Yes means that NodeRegistry's rules, which stand
/// there one by one with their errors, would all pass; otherwise they are asked, and only they decide.
library Routine {
    /// @dev From the first status of the list to the last: a bit for each.
    uint256 private constant TCB_STATUSES = 0xffe;

    /// @notice Every word is within its type, the node is attested, the policy is active and was never
    /// suspended, and the verdict keeps every rule of one that grants something new.
    /// @param before Slot B of the node. Attested, it has an operator, a key and no open case.
    /// @param past What is stored of the verdict's key, if it is not the node's present one.
    function isPlain(
        VerdictWords calldata words,
        NodeSlotA bond,
        NodeSlotB before,
        PolicySlot under,
        RetiredKeySlot past
    ) internal view returns (bool plain) {
        uint256 attested = uint256(NodeStatus.Attested);
        uint256 active = uint256(PolicyStatus.Active);
        uint256 statuses = TCB_STATUSES;
        assembly ("memory-safe") {
            let signer := calldataload(add(words, 0x40))
            let appraisedAt := calldataload(add(words, 0x100))
            let validUntil := calldataload(add(words, 0x120))

            // 1 if it is newer than what is known, of an accepted TEE and of a known status.
            let fits := gt(appraisedAt, and(shr(192, before), 0xffffffff))
            let tee := shr(calldataload(add(words, 0xa0)), byte(7, under))
            fits := and(fits, and(tee, shr(calldataload(add(words, 0xc0)), statuses)))

            // Any bit of this is one too many. From the future:
            let odd := or(iszero(fits), gt(appraisedAt, timestamp()))
            // Longer than the policy's lifetime; or ending before it begins, which is far longer:
            odd := or(odd, gt(sub(validUntil, appraisedAt), and(shr(168, under), 0xffffff)))
            odd := or(odd, shr(32, validUntil))
            odd := or(odd, xor(shr(248, before), attested))
            // Not the operator; no key; a key that was replaced or condemned:
            let operator := calldataload(add(words, 0x20))
            odd := or(odd, shl(96, xor(bond, operator)))
            odd := or(odd, or(iszero(signer), shr(160, or(operator, signer))))
            odd := or(odd, past)
            // The policy's status, grace and suspension, its lowest 72 bits:
            odd := or(odd, shl(184, xor(under, active)))
            // Less stake than the policy's minimum. Both are on top of their words; what is below the
            // minimum can only make it seem more.
            odd := or(odd, gt(shl(88, under), bond))
            plain := iszero(odd)
        }
    }
}
