// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "./NodeId.sol";
import { PolicyId } from "./PolicyId.sol";

/// @notice Price and place of a node. EIP-712, domain R, signed by the operator; never on chain.
/// @param unitPrice Least price of one compute unit, in token base units.
/// @param minRunway Least seconds from a job's arrival to its deadline.
/// @param endpoint Where the node answers.
/// @param tlsFingerprint SHA-256 of the endpoint's certificate; zero where there is none.
/// @param sequence Strictly rising per node; a higher one replaces a lower one.
struct Offer {
    NodeId nodeId;
    PolicyId policy;
    uint96 unitPrice;
    uint32 minRunway;
    uint64 maxUnits;
    uint32 maxEnvelopeBytes;
    string endpoint;
    bytes32 tlsFingerprint;
    uint40 validUntil;
    uint64 sequence;
}
