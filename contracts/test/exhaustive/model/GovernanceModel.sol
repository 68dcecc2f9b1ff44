// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseModel } from "./CaseModel.sol";

/// "Governance", and the conditions of deployment.
abstract contract GovernanceModel is CaseModel {
    function deploymentRefusal(Windows memory w) external pure returns (string memory) {
        if (w.maxCaseHold == 0) return "CaseHoldZero";
        if (
            w.unbonding
                < w.maxLifetime + w.maxSessionNotice + w.reportWindow + w.caseDelay + w.margin
        ) {
            return "UnbondingTooShort";
        }
        return "";
    }

    function publishPolicy(address caller, PolicyTerms memory terms)
        external
        returns (string memory)
    {
        if (caller != OWNER) return "NotOwner";
        if (terms.digest == 0) return "DigestZero";
        if (terms.lifetime == 0 || terms.lifetime > windows_.maxLifetime) {
            return "LifetimeOutOfBounds";
        }
        if (terms.teeMask == 0 || terms.teeMask & ~KNOWN_TEES != 0) return "TeeMaskInvalid";
        if (terms.timeBucket == 0 || terms.unitBucket == 0) return "BucketZero";
        if (terms.feeBps > MAX_FEE_BPS) return "FeeTooHigh";
        policyCount += 1;
        Policy storage policy_ = policies[policyCount];
        policy_.status = PolicyStatus.Active;
        policy_.minStake = terms.minStake;
        policy_.lifetime = terms.lifetime;
        policy_.teeMask = terms.teeMask;
        policy_.timeBucket = terms.timeBucket;
        policy_.unitBucket = terms.unitBucket;
        policy_.feeBps = terms.feeBps;
        policy_.digest = terms.digest;
        return "";
    }

    function retirePolicy(address caller, uint256 p, uint256 grace)
        external
        returns (string memory)
    {
        if (caller != OWNER) return "NotOwner";
        if (policies[p].status == PolicyStatus.None) return "PolicyUnknown";
        if (policies[p].status != PolicyStatus.Active) return "PolicyNotActive";
        policies[p].status = PolicyStatus.Retired;
        policies[p].graceUntil = grace;
        return "";
    }

    function suspendPolicy(address caller, uint256 p) external returns (string memory) {
        if (caller != guardian) return "NotGuardian";
        if (policies[p].status == PolicyStatus.None) return "PolicyUnknown";
        uint256 until = policies[p].suspendedUntil;
        if (until != 0 && now_ < until + windows_.suspensionCoolDown) return "SuspensionTooSoon";
        policies[p].suspendedUntil = now_ + windows_.suspension;
        return "";
    }

    function addAttestor(address caller, address a) external returns (string memory) {
        if (caller != OWNER) return "NotOwner";
        if (a == address(0)) return "ZeroAddress";
        if (attestorStatus[a] != AttestorStatus.None) return "AttestorNotNew";
        if (attestors >= MAX_ATTESTORS) return "AttestorLimitReached";
        attestorStatus[a] = AttestorStatus.Active;
        attestors += 1;
        return "";
    }

    function removeAttestor(address caller, address a) external returns (string memory) {
        if (caller != OWNER && caller != guardian) return "NotGuardian";
        if (attestorStatus[a] != AttestorStatus.Active) return "AttestorUnknown";
        if (attestors - 1 < threshold) return "AttestorsBelowThreshold";
        attestorStatus[a] = AttestorStatus.Removed;
        attestors -= 1;
        return "";
    }

    function setThreshold(address caller, uint256 t) external returns (string memory) {
        if (caller != OWNER) return "NotOwner";
        if (t == 0 || t > attestors) return "ThresholdOutOfBounds";
        threshold = t;
        return "";
    }

    function setGuardian(address caller, address a) external returns (string memory) {
        if (caller != OWNER) return "NotOwner";
        if (a == address(0)) return "ZeroAddress";
        guardian = a;
        return "";
    }

    function setTreasury(address caller, address a) external returns (string memory) {
        if (caller != OWNER) return "NotOwner";
        if (a == address(0)) return "ZeroAddress";
        treasury = a;
        return "";
    }
}
