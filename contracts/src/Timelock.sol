// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// OpenZeppelin's own contract, deployed as it is. Imported so that the build compiles it.
// solhint-disable-next-line no-unused-import
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";
