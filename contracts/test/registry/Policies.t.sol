// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Policy, PolicyStatus, PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Windows } from "../../src/types/Windows.sol";
import { Network } from "../base/Network.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice C-09: a policy never changes; it can only end, or be held for a while.
contract PoliciesTest is Network {
    function test_publishStoresTheTermsAndEmits() public {
        PolicyTerms memory terms = _policyTerms();
        vm.expectEmit(address(registry));
        emit INodeRegistry.PolicyPublished(
            PolicyId.wrap(2),
            terms.digest,
            terms.minStake,
            terms.lifetimeSeconds,
            terms.teeMask,
            terms.timeBucketSeconds,
            terms.unitBucket,
            terms.feeBps
        );
        vm.prank(owner);
        PolicyId second = registry.publishPolicy(terms);
        Policy memory stored = registry.policy(second);
        vm.assertTrue(stored.status == PolicyStatus.Active);
        vm.assertEq(stored.minStake, terms.minStake);
        vm.assertEq(stored.lifetimeSeconds, terms.lifetimeSeconds);
        vm.assertEq(stored.teeMask, terms.teeMask);
        vm.assertEq(stored.timeBucketSeconds, terms.timeBucketSeconds);
        vm.assertEq(stored.unitBucket, terms.unitBucket);
        vm.assertEq(stored.feeBps, terms.feeBps);
        vm.assertEq(stored.digest, terms.digest);
        vm.assertEq(registry.globals().policyCount, 2);
    }

    function test_publishRefusesAnybodyButTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, guardian, owner));
        vm.prank(guardian);
        registry.publishPolicy(_policyTerms());
    }

    function test_publishRefusesLifetimesOutOfBounds() public {
        PolicyTerms memory terms = _policyTerms();
        terms.lifetimeSeconds = 7 days + 1;
        _refuse(
            terms,
            abi.encodeWithSelector(INodeRegistry.LifetimeOutOfBounds.selector, 7 days + 1, 7 days)
        );
        terms.lifetimeSeconds = 0;
        _refuse(
            terms, abi.encodeWithSelector(INodeRegistry.LifetimeOutOfBounds.selector, 0, 7 days)
        );
    }

    function test_publishRefusesAFeeAboveTheBound() public {
        PolicyTerms memory terms = _policyTerms();
        terms.feeBps = 1001;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.FeeTooHigh.selector, 1001, 1000));
    }

    function test_publishRefusesNoBucket() public {
        PolicyTerms memory terms = _policyTerms();
        terms.timeBucketSeconds = 0;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.BucketZero.selector));
        terms = _policyTerms();
        terms.unitBucket = 0;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.BucketZero.selector));
    }

    function test_publishRefusesTeesOutsideTheList() public {
        PolicyTerms memory terms = _policyTerms();
        terms.teeMask = 0;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.TeeMaskInvalid.selector, 0, 0x9e));
        terms.teeMask = 1 << 5;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.TeeMaskInvalid.selector, 1 << 5, 0x9e));
    }

    function test_publishRefusesNoDigest() public {
        PolicyTerms memory terms = _policyTerms();
        terms.digest = 0;
        _refuse(terms, abi.encodeWithSelector(INodeRegistry.DigestZero.selector));
    }

    function test_publishTakesTermsAtTheirVeryBounds() public {
        PolicyTerms memory terms = PolicyTerms({
            minStake: 0,
            lifetimeSeconds: 7 days,
            teeMask: 0x9e,
            timeBucketSeconds: 1,
            unitBucket: 1,
            feeBps: 1000,
            digest: bytes32(uint256(1))
        });
        vm.startPrank(owner);
        registry.publishPolicy(terms);
        terms.lifetimeSeconds = 1;
        terms.teeMask = uint8(1 << TDX);
        registry.publishPolicy(terms);
        vm.stopPrank();
        vm.assertEq(registry.globals().policyCount, 3);
    }

    function test_retiringEndsAdmissionWithTheGrace() public {
        _launch();
        vm.expectEmit(address(registry));
        emit INodeRegistry.PolicyRetired(policy, uint32(START + 1 hours));
        vm.prank(owner);
        registry.retirePolicy(policy, uint32(START + 1 hours));
        vm.assertEq(registry.admission(node).until, START + 1 hours);
    }

    function test_aRetiredPolicyTakesVerdictsUpToItsGrace() public {
        _launch();
        vm.prank(owner);
        registry.retirePolicy(policy, uint32(START + 30 hours));
        vm.warp(START + 10 hours);
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.PolicyClosed.selector, policy, START + 30 hours, START + 34 hours
            )
        );
        registry.attest(verdict, signatures);
        verdict.validUntil = uint32(START + 30 hours);
        _attest(verdict);
    }

    function test_retireRefusesARetiredPolicy() public {
        vm.startPrank(owner);
        registry.retirePolicy(policy, 0);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.PolicyNotActive.selector, policy));
        registry.retirePolicy(policy, type(uint32).max);
    }

    function test_retireRefusesAnUnknownPolicy() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.PolicyUnknown.selector, uint24(9)));
        vm.prank(owner);
        registry.retirePolicy(PolicyId.wrap(9), 0);
    }

    function test_retireRefusesAnybodyButTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, guardian, owner));
        vm.prank(guardian);
        registry.retirePolicy(policy, 0);
    }

    function test_aSuspensionStopsAdmissionAndLapsesByItself() public {
        _launch();
        vm.warp(START + 10 hours);
        vm.expectEmit(address(registry));
        emit INodeRegistry.PolicySuspended(policy, uint32(START + 10 hours + 7 days));
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        vm.assertEq(registry.admission(node).until, 0);
        vm.warp(START + 10 hours + 7 days);
        vm.assertEq(registry.admission(node).until, START + 1 days);
    }

    function test_aSuspensionCannotBeRenewedBeforeItsCoolDown() public {
        vm.startPrank(guardian);
        registry.suspendPolicy(policy);
        vm.warp(START + 14 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.SuspensionTooSoon.selector,
                policy,
                START + 14 days,
                START + 14 days - 1
            )
        );
        registry.suspendPolicy(policy);
        vm.warp(START + 14 days);
        registry.suspendPolicy(policy);
    }

    function test_aFirstSuspensionWaitsForNoCoolDown() public {
        Windows memory windows = _productionWindows();
        windows.suspensionCoolDownSeconds = type(uint32).max;
        (registry,) = _deploy(windows);
        vm.prank(owner);
        policy = registry.publishPolicy(_policyTerms());
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        vm.assertEq(registry.policy(policy).suspendedUntil, START + 7 days);
    }

    function test_aSuspensionBeyondAllTimesIsNone() public {
        uint256 last = type(uint32).max - 7 days;
        vm.warp(last + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                SafeCast.SafeCastOverflowedUintDowncast.selector, 32, last + 1 + 7 days
            )
        );
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        vm.warp(last);
        vm.prank(guardian);
        registry.suspendPolicy(policy);
    }

    function test_suspendRefusesAnybodyButTheGuardian() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotGuardian.selector, owner, guardian));
        vm.prank(owner);
        registry.suspendPolicy(policy);
    }

    function test_suspendRefusesAnUnknownPolicy() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.PolicyUnknown.selector, uint24(9)));
        vm.prank(guardian);
        registry.suspendPolicy(PolicyId.wrap(9));
    }

    function test_aSuspensionStopsNoExit() public {
        _launch();
        _open(_terms(0));
        _open(_terms(1));
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        _settle(_terms(0), 1);
        settlement.claim(node);
        vm.warp(START + 1 hours + 1);
        settlement.refund(_warped(_terms(1)));
        vm.prank(client);
        settlement.withdraw(client, 1 ether);
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 30 days);
        registry.withdraw(node);
    }

    // ---------------------------------------------------------------- guardian and treasury

    function test_onlyTheOwnerNamesGuardianAndTreasury() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, guardian, owner));
        vm.prank(guardian);
        registry.setGuardian(stranger);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, guardian, owner));
        vm.prank(guardian);
        registry.setTreasury(stranger);
        vm.startPrank(owner);
        registry.setGuardian(stranger);
        registry.setTreasury(operator);
        vm.assertEq(registry.guardian(), stranger);
        vm.assertEq(registry.treasury(), operator);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
        registry.setGuardian(address(0));
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
        registry.setTreasury(address(0));
    }

    function _warped(JobTerms memory terms) private pure returns (JobTerms memory) {
        terms.deadline = uint40(START + 1 hours);
        return terms;
    }

    function _refuse(PolicyTerms memory terms, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(owner);
        registry.publishPolicy(terms);
    }
}
