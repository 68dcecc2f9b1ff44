// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Job } from "../../src/types/Job.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { SessionTerms } from "../../src/types/Session.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice Who takes part, what there is, and what was done: the store that handlers write and
/// invariants read. Nothing here decides; what the contracts hold is always read from them.
abstract contract World is CaseNetwork {
    /// @dev Most jobs open at one time, so that one step stays cheap.
    uint256 internal constant MOST_OPEN = 12;

    uint256[3] internal clientKeys = [CLIENT_KEY, 0xC2, 0xC3];
    address[] public parties;
    NodeId[] public nodes;
    JobTerms[] internal openJobs;
    JobTerms[] internal endedJobs;
    SessionTerms[] internal openSessions;
    address[] internal replacedKeys;
    mapping(NodeId nodeId => uint256 amount) internal slashed;
    mapping(address signer => uint256 key) internal keyOf;
    uint256 internal keysDrawn;

    uint256 public calls;
    uint256 public done;
    uint256 public donatedToRegistry;
    uint256 public donatedToSettlement;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i = 0; i < clientKeys.length; ++i) {
            address who = vm.addr(clientKeys[i]);
            parties.push(who);
            _equip(who);
            vm.prank(who);
            settlement.deposit(who, 1000 ether);
        }
        for (uint256 i = 0; i < 2; ++i) {
            address who = _operatorAt(i);
            parties.push(who);
            _equip(who);
        }
        parties.push(payout);
        parties.push(treasury);
        parties.push(stranger);
        _equip(stranger);
    }

    function _equip(address who) private {
        _fund(who, address(registry));
        _fund(who, address(settlement));
    }

    function _operatorAt(uint256 seed) internal pure returns (address) {
        return seed % 2 == 0 ? _named("operator") : _named("second operator");
    }

    function _clientKeyAt(uint256 seed) internal view returns (uint256) {
        return clientKeys[seed % clientKeys.length];
    }

    /// @dev A key that no node has had.
    function _freshKey() internal returns (address signer) {
        uint256 key = uint256(keccak256(abi.encode("enclave", ++keysDrawn)));
        signer = vm.addr(key);
        keyOf[signer] = key;
    }

    /// @dev What ended in the last step, however it did, leaves the lists.
    function _sweepEnded() internal {
        for (uint256 i = openSessions.length; i > 0; --i) {
            if (settlement.session(_sessionIdOf(openSessions[i - 1])).closeAt != 0) continue;
            openSessions[i - 1] = openSessions[openSessions.length - 1];
            openSessions.pop();
        }
        for (uint256 i = openJobs.length; i > 0; --i) {
            Job memory found = settlement.job(_idOf(openJobs[i - 1]));
            if (found.deadline != 0) continue;
            endedJobs.push(openJobs[i - 1]);
            openJobs[i - 1] = openJobs[openJobs.length - 1];
            openJobs.pop();
        }
    }

    /// @dev The same seed must not decide everything.
    function _next(uint256 seed) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed)));
    }

    /// @dev One of eight steps is taken wrongly, to see that it is refused.
    function _spoiled(uint256 seed) internal pure returns (bool) {
        return _next(seed ^ 0x5b01) % 8 == 0;
    }
}
