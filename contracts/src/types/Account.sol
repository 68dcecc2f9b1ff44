// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A client's money that no job holds, in one slot: `nonce 64 · free 128`.
/// @param nonce The next nonce of a direct opening.
struct Account {
    uint128 free;
    uint64 nonce;
}
