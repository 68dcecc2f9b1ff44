// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice What an enclave's report data binds. EIP-712, domain R; hashed, never signed.
/// @param sealingKeyHash keccak256 of the 32 raw bytes of the X25519 key.
/// @param programsHash keccak256 of the sorted program hashes, one after the other.
/// @param challengeBlock Number of the block whose hash proves freshness.
struct EnclaveBinding {
    NodeId nodeId;
    address operator;
    address signer;
    bytes32 sealingKeyHash;
    PolicyId policy;
    bytes32 programsHash;
    uint64 challengeBlock;
    bytes32 challengeHash;
}
