// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseId } from "../../src/types/Case.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Permit } from "../../src/types/Permit.sol";
import { SignedReceipt } from "../../src/types/Receipt.sol";
import { SessionTerms } from "../../src/types/Session.sol";
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
        bytes memory call = _onCases(name);
        if (call.length == 0) call = _onNodes(name, caller);
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

    function _onCases(bytes32 name) private returns (bytes memory) {
        if (name == "condemn") {
            Condemnation memory condemnation = _condemnation(enclave, 1);
            return abi.encodeCall(registry.condemn, (condemnation, _signed(condemnation)));
        }
        if (name == "veto") return abi.encodeCall(registry.veto, (_condemn(enclave, 1)));
        if (name == "proveEquivocation") return _anEquivocation();
        if (name == "proveSessionEquivocation") return _aSessionEquivocation();
        if (name != "execute" && name != "claimOwed") return "";
        CaseId caseId = _condemn(enclave, 1);
        vm.warp(block.timestamp + 3 days);
        if (name == "execute") return abi.encodeCall(registry.execute, (caseId));
        registry.execute(caseId);
        return abi.encodeCall(registry.claimOwed, (treasury));
    }

    function _anEquivocation() private view returns (bytes memory) {
        JobTerms memory terms = _terms(0);
        SignedReceipt memory a = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(terms), 1));
        SignedReceipt memory b = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(terms), 2));
        return abi.encodeCall(registry.proveEquivocation, (terms, a, b));
    }

    function _aSessionEquivocation() private view returns (bytes memory) {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 0);
        SignedReceipt memory a = _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, 1));
        SignedReceipt memory b = _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, 2));
        return abi.encodeCall(registry.proveSessionEquivocation, (terms, 0, a, b));
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
