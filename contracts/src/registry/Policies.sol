// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Policy, PolicyStatus, PolicyTerms } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { PolicySlot } from "../types/Slots.sol";
import { Windows } from "../types/Windows.sol";
import { Governed } from "./Governed.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Policies: immutable once published; only their status moves, and only towards an end.
abstract contract Policies is Governed {
    uint16 internal constant MAX_FEE_BPS = 1000;
    /// @dev Bits of all TEEs.
    uint8 internal constant KNOWN_TEES = 0x9e;
    uint32 internal immutable MAX_LIFETIME;
    uint32 internal immutable SUSPENSION;
    uint32 internal immutable SUSPENSION_COOL_DOWN;

    constructor(Windows memory windows) {
        MAX_LIFETIME = windows.maxLifetimeSeconds;
        SUSPENSION = windows.suspensionSeconds;
        SUSPENSION_COOL_DOWN = windows.suspensionCoolDownSeconds;
    }

    /// @inheritdoc INodeRegistry
    function publishPolicy(PolicyTerms calldata terms)
        external
        onlyOwner
        returns (PolicyId policyId)
    {
        _requireWithinBounds(terms);
        policyId = PolicyId.wrap(++_globals.policyCount);
        _policies[policyId] = Policy({
            status: PolicyStatus.Active,
            graceUntil: 0,
            suspendedUntil: 0,
            minStake: terms.minStake,
            lifetimeSeconds: terms.lifetimeSeconds,
            teeMask: terms.teeMask,
            timeBucketSeconds: terms.timeBucketSeconds,
            unitBucket: terms.unitBucket,
            feeBps: terms.feeBps,
            digest: terms.digest
        });
        emit PolicyPublished(
            policyId,
            terms.digest,
            terms.minStake,
            terms.lifetimeSeconds,
            terms.teeMask,
            terms.timeBucketSeconds,
            terms.unitBucket,
            terms.feeBps
        );
    }

    /// @inheritdoc INodeRegistry
    function retirePolicy(PolicyId policyId, uint32 graceUntil) external onlyOwner {
        Policy storage found = _published(policyId);
        if (found.status != PolicyStatus.Active) revert PolicyNotActive(policyId);
        found.status = PolicyStatus.Retired;
        found.graceUntil = graceUntil;
        emit PolicyRetired(policyId, graceUntil);
    }

    /// @inheritdoc INodeRegistry
    function suspendPolicy(PolicyId policyId) external onlyGuardian {
        Policy storage found = _published(policyId);
        uint256 last = found.suspendedUntil;
        uint256 notBefore = last == 0 ? 0 : last + SUSPENSION_COOL_DOWN;
        if (block.timestamp < notBefore) {
            revert SuspensionTooSoon(policyId, notBefore, block.timestamp);
        }
        uint32 suspendedUntil = SafeCast.toUint32(block.timestamp + SUSPENSION);
        found.suspendedUntil = suspendedUntil;
        emit PolicySuspended(policyId, suspendedUntil);
    }

    /// @dev Last second for which the policy allows anything new; zero while it is suspended.
    function _openUntil(PolicySlot found) internal view returns (uint32) {
        if (block.timestamp < found.suspendedUntil()) return 0;
        return
            found.standing() == uint256(PolicyStatus.Active) ? type(uint32).max : found.graceUntil();
    }

    function _requireWithinBounds(PolicyTerms calldata terms) private view {
        if (terms.digest == 0) revert DigestZero();
        if (terms.lifetimeSeconds == 0 || terms.lifetimeSeconds > MAX_LIFETIME) {
            revert LifetimeOutOfBounds(terms.lifetimeSeconds, MAX_LIFETIME);
        }
        if (terms.teeMask == 0 || terms.teeMask & ~KNOWN_TEES != 0) {
            revert TeeMaskInvalid(terms.teeMask, KNOWN_TEES);
        }
        if (terms.timeBucketSeconds == 0 || terms.unitBucket == 0) revert BucketZero();
        if (terms.feeBps > MAX_FEE_BPS) revert FeeTooHigh(terms.feeBps, MAX_FEE_BPS);
    }
}
