// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice A wallet contract of changing moods.
contract FickleWallet is IERC1271 {
    enum Mood {
        Agrees,
        Refuses,
        SaysOne,
        SaysAMegabyte,
        SaysNothing,
        Reverts,
        Burns
    }

    Mood private mood;

    function become(Mood mood_) external {
        mood = mood_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        Mood shown = mood;
        if (shown == Mood.Agrees) return IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            let free := mload(0x40)
            switch shown
            case 2 {
                mstore(free, 1)
                return(free, 32)
            }
            case 3 { return(free, 0x100000) }
            case 4 { return(free, 0) }
            case 5 { revert(0, 0) }
            case 6 { invalid() }
        }
        return 0;
    }
}
