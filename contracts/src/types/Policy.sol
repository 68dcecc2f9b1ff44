// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where a policy stands. A guardian's suspension is not a status: it is a time.
enum PolicyStatus {
    None,
    Active,
    Retired
}

/// @notice Everything the registry stores of one policy, in two slots.
/// @dev
/// ```
/// 1  feeBps 16 · unitBucket 24 · timeBucketSeconds 16 · teeMask 8 · lifetimeSeconds 24 ·
///    minStake 96 · suspendedUntil 32 · graceUntil 32 · status 8
/// 2  digest 256
/// ```
struct Policy {
    PolicyStatus status;
    uint32 graceUntil;
    uint32 suspendedUntil;
    uint96 minStake;
    uint24 lifetimeSeconds;
    uint8 teeMask;
    uint16 timeBucketSeconds;
    uint24 unitBucket;
    uint16 feeBps;
    bytes32 digest;
}

/// @notice The part of a policy that its publisher chooses and that never changes.
/// @param minStake Bonded stake a node needs to be attested, in token base units.
/// @param lifetimeSeconds Longest validity of a verdict, counted from its appraisal.
/// @param teeMask Accepted TEEs: bit `1 << tee`.
/// @param timeBucketSeconds Times in receipts are rounded down to a multiple of this.
/// @param unitBucket Compute units in receipts are rounded up to a multiple of this.
/// @param feeBps Protocol fee in hundredths of a percent of the payment.
/// @param digest keccak256 of the policy document's bytes.
struct PolicyTerms {
    uint96 minStake;
    uint24 lifetimeSeconds;
    uint8 teeMask;
    uint16 timeBucketSeconds;
    uint24 unitBucket;
    uint16 feeBps;
    bytes32 digest;
}
