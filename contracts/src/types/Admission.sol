// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { PolicyId } from "./PolicyId.sol";

/// @notice What a node may take on at this moment.
/// @param signer The node's current enclave key.
/// @param until Last second at which a new job may be due; zero: no new jobs at all.
/// @param policy The policy under which the node was appraised.
/// @param feeBps Protocol fee of that policy, in hundredths of a percent of the payment.
struct Admission {
    address signer;
    uint40 until;
    PolicyId policy;
    uint16 feeBps;
}
