// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ModelState } from "./ModelState.sol";
import { SessionModel } from "./SessionModel.sol";

/// The naive model of "State machine of the contracts" in docs/INVARIANTS.md, written from that page alone.
contract Model is SessionModel {
    constructor(Windows memory w, Parties memory p) ModelState(w, p) { }
}
