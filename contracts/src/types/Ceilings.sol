// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What is fixed by code, on whatever chain and for whatever token.
/// @param attestors Most attestors at one time: what one verdict may cost.
/// @param feeBps Highest fee that a policy may set, in hundredths of a percent.
/// @param tees Bits of all TEEs that a policy may accept.
/// @param slashBps Share of stake that a case slashes, whatever its cause, in hundredths of a percent.
/// @param condemnationSeconds Longest time for which a condemnation can be submitted.
struct Ceilings {
    uint8 attestors;
    uint16 feeBps;
    uint8 tees;
    uint16 slashBps;
    uint32 condemnationSeconds;
}
