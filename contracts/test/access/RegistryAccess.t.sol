// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Permit } from "../../src/types/Permit.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Access } from "./Access.sol";

/// @notice C-30, for NodeRegistry.
contract RegistryAccessTest is Access {
    function _subject() internal view override returns (string memory, address) {
        return ("NodeRegistry", address(registry));
    }

    function _arrange(bytes32 name, address caller) internal override returns (bytes memory) {
        if (name == "attest") return _anAttestation();
        if (name == "withdraw") return _aWithdrawal();
        if (name == "rebond") return _aRebonding();
        bytes memory call = _onNodes(name, caller);
        return call.length != 0 ? call : _onParameters(name);
    }

    function _onNodes(bytes32 name, address caller) private view returns (bytes memory) {
        if (name == "register") return abi.encodeCall(registry.register, (caller));
        if (name == "setPayout") return abi.encodeCall(registry.setPayout, (node, stranger));
        if (name == "transferOperator") {
            return abi.encodeCall(registry.transferOperator, (node, stranger));
        }
        if (name == "acceptOperator") return abi.encodeCall(registry.acceptOperator, (node, 0));
        if (name == "stake") return abi.encodeCall(registry.stake, (node, operator, 1));
        if (name == "stakeWithPermit") {
            return abi.encodeCall(registry.stakeWithPermit, (node, operator, 1, Permit(0, 0, 0, 0)));
        }
        if (name == "unbond") return abi.encodeCall(registry.unbond, (node, 1));
        return "";
    }

    function _onParameters(bytes32 name) private view returns (bytes memory) {
        if (name == "publishPolicy") {
            return abi.encodeCall(registry.publishPolicy, (_policyTerms()));
        }
        if (name == "retirePolicy") return abi.encodeCall(registry.retirePolicy, (policy, 0));
        if (name == "suspendPolicy") return abi.encodeCall(registry.suspendPolicy, (policy));
        if (name == "addAttestor") return abi.encodeCall(registry.addAttestor, (stranger));
        if (name == "removeAttestor") {
            return abi.encodeCall(registry.removeAttestor, (vm.addr(attestorKeys[2])));
        }
        if (name == "setThreshold") return abi.encodeCall(registry.setThreshold, (1));
        if (name == "setGuardian") return abi.encodeCall(registry.setGuardian, (stranger));
        if (name == "setTreasury") return abi.encodeCall(registry.setTreasury, (stranger));
        return "";
    }

    function _anAttestation() private returns (bytes memory) {
        vm.warp(block.timestamp + 1);
        Verdict memory verdict = _verdict();
        return abi.encodeCall(registry.attest, (verdict, _signed(verdict, 2)));
    }

    function _aRebonding() private returns (bytes memory) {
        vm.prank(operator);
        registry.unbond(node, 1 ether);
        return abi.encodeCall(registry.rebond, (node, 1 ether));
    }

    function _aWithdrawal() private returns (bytes memory) {
        vm.prank(operator);
        registry.unbond(node, 1 ether);
        vm.warp(block.timestamp + 21 days);
        return abi.encodeCall(registry.withdraw, (node));
    }
}
