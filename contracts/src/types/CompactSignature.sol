// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An ECDSA signature in the 64 bytes of EIP-2098: `vs` is `s` with the parity on top.
struct CompactSignature {
    bytes32 r;
    bytes32 vs;
}
