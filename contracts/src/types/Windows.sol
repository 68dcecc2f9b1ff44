// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The lengths of all waiting times, in seconds, fixed at deployment.
/// @param maxLifetimeSeconds Longest lifetime that a policy may give to a verdict.
/// @param maxSessionNoticeSeconds Longest notice that ends a session.
/// @param reportWindowSeconds How long after the fact a fault can still be reported.
/// @param caseDelaySeconds Delay between the opening of a case and its execution.
/// @param marginSeconds Reserve for congested blocks.
/// @param maxCaseHoldSeconds Longest that judged cases together hold a withdrawal.
/// @param unbondingSeconds From `unbond` to `withdraw`: at least the first five together.
/// @param suspensionSeconds How long a guardian's suspension of a policy lasts.
/// @param suspensionCoolDownSeconds How long after it the guardian cannot suspend that policy.
struct Windows {
    uint32 maxLifetimeSeconds;
    uint32 maxSessionNoticeSeconds;
    uint32 reportWindowSeconds;
    uint32 caseDelaySeconds;
    uint32 marginSeconds;
    uint32 maxCaseHoldSeconds;
    uint32 unbondingSeconds;
    uint32 suspensionSeconds;
    uint32 suspensionCoolDownSeconds;
}
