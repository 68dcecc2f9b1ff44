// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice What the attestors say of one enclave. EIP-712, domain R.
/// @param sealingKey The enclave's raw X25519 public key, to which clients seal.
/// @param tee 1 SGX, 2 TDX, 3 SEV_SNP, 4 NITRO, 7 DEVELOPMENT.
/// @param tcbStatus 1 UpToDate … 11 NotApplicable.
/// @param evidenceHash keccak256 of the evidence package as received.
/// @param appraisedAt Time of the attestors' head block, Unix seconds.
/// @param validUntil Last second at which the verdict counts, Unix seconds.
struct Verdict {
    NodeId nodeId;
    address operator;
    address signer;
    bytes32 sealingKey;
    PolicyId policy;
    uint8 tee;
    uint8 tcbStatus;
    bytes32 evidenceHash;
    uint32 appraisedAt;
    uint32 validUntil;
}
