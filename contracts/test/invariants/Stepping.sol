// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Node } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { World } from "./World.sol";

/// @notice C-32: how a step is taken, and that it lowers nobody's balance but that of whoever took it
/// or signed for it. Compared before and after every single call.
abstract contract Stepping is World {
    struct Holdings {
        uint256[] wallets;
        uint256[] accounts;
        uint256[] owed;
        uint256[] backings;
        uint256[] nets;
    }

    /// @param consenting Who has signed for what the step takes; zero for nobody.
    function _step(address actor, address target, bytes memory call, address consenting)
        internal
        returns (bool succeeded)
    {
        Holdings memory before = _holdings();
        address[] memory operators = _operators();
        ++calls;
        vm.prank(actor);
        (succeeded,) = target.call(call);
        if (!succeeded) return false;
        ++done;
        _sweepEnded();
        bool slashes = bytes4(call) == registry.execute.selector;
        Holdings memory present = _holdings();
        _requireNobodyElsePaid(before, present, actor, consenting);
        _requireStakeStayed(before, present, actor, operators, slashes);
    }

    function _step(address actor, address target, bytes memory call) internal returns (bool) {
        return _step(actor, target, call, address(0));
    }

    function _holdings() private view returns (Holdings memory held) {
        held.wallets = new uint256[](parties.length);
        held.accounts = new uint256[](parties.length);
        held.owed = new uint256[](parties.length);
        for (uint256 i = 0; i < parties.length; ++i) {
            held.wallets[i] = token.balanceOf(parties[i]);
            held.accounts[i] = _free(parties[i]);
            held.owed[i] = registry.owed(parties[i]);
        }
        held.backings = new uint256[](nodes.length);
        held.nets = new uint256[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) {
            Node memory found = registry.node(nodes[i]);
            held.backings[i] = uint256(found.stake) + found.unbonding;
            held.nets[i] = settlement.earnings(nodes[i]).net;
        }
    }

    function _operators() private view returns (address[] memory operators) {
        operators = new address[](nodes.length);
        for (uint256 i = 0; i < nodes.length; ++i) {
            operators[i] = registry.operatorOf(nodes[i]);
        }
    }

    function _requireNobodyElsePaid(
        Holdings memory before,
        Holdings memory present,
        address actor,
        address consenting
    ) private view {
        for (uint256 i = 0; i < parties.length; ++i) {
            address party = parties[i];
            uint256 wallet = present.wallets[i];
            if (present.owed[i] < before.owed[i]) {
                uint256 claimed = before.owed[i] - present.owed[i];
                vm.assertEq(wallet - before.wallets[i], claimed, "C-32 what was owed strayed");
            }
            if (party == actor) continue;
            vm.assertTrue(wallet >= before.wallets[i], "C-32 a wallet");
            if (party == consenting) continue;
            vm.assertTrue(present.accounts[i] >= before.accounts[i], "C-32 an account");
        }
    }

    /// @dev Stake leaves by its operator's act, or by an executed slash.
    function _requireStakeStayed(
        Holdings memory before,
        Holdings memory present,
        address actor,
        address[] memory operators,
        bool slashes
    ) private {
        for (uint256 i = 0; i < before.backings.length; ++i) {
            if (present.backings[i] < before.backings[i]) {
                if (slashes) slashed[nodes[i]] += before.backings[i] - present.backings[i];
                else vm.assertEq(actor, operators[i], "C-32 stake left without its operator");
            }
            if (present.nets[i] < before.nets[i]) {
                _requirePaidOut(nodes[i], before.nets[i] - present.nets[i], before, present);
            }
        }
    }

    /// @dev Earnings leave to the payout address of the moment, all of them.
    function _requirePaidOut(
        NodeId nodeId,
        uint256 amount,
        Holdings memory before,
        Holdings memory present
    ) private view {
        address to = registry.payoutOf(nodeId);
        for (uint256 i = 0; i < parties.length; ++i) {
            if (parties[i] != to) continue;
            vm.assertEq(present.wallets[i] - before.wallets[i], amount, "C-32 earnings strayed");
        }
    }
}
