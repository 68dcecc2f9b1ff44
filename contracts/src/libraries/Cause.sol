// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The closed list of causes for which stake is slashed, and what each one costs.
/// @dev None of them can happen to an honest operator. The first four are judged by the attestors,
/// from evidence that its operator signed for; the last is proven on chain.
library Cause {
    uint8 internal constant FORGED = 1;
    uint8 internal constant TRANSPLANTED = 2;
    uint8 internal constant DEBUG = 3;
    uint8 internal constant UNHELD_KEY = 4;
    uint8 internal constant EQUIVOCATION = 5;

    /// @dev Share of bonded and unbonding stake, in hundredths of a percent: the same for every
    /// cause, so that the share which open cases hold back follows from their number.
    uint16 internal constant SLASH_BPS = 5000;

    function isJudged(uint8 cause) internal pure returns (bool) {
        return cause >= FORGED && cause <= UNHELD_KEY;
    }
}
