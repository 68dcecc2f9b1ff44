// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobId } from "../src/types/JobId.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { Permit } from "../src/types/Permit.sol";
import { PolicyTerms } from "../src/types/Policy.sol";
import { PolicyId } from "../src/types/PolicyId.sol";
import { SignedReceipt } from "../src/types/Receipt.sol";
import { SessionTerms } from "../src/types/Session.sol";
import { GasNetwork } from "./base/GasNetwork.sol";

/// @notice C-23: what the functions of NodeRegistry cost that are not in the table of Gas.t.sol.
contract RegistryGasTest is GasNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_nodes() public {
        vm.startPrank(operator);
        NodeId second = registry.register(payout);
        _measured("register");
        registry.stake(second, operator, MIN_STAKE);
        _measured("stake");
        registry.setPayout(node, stranger);
        _measured("setPayout");
        registry.transferOperator(node, client);
        _measured("transferOperator");
        vm.stopPrank();
        vm.prank(client);
        registry.acceptOperator(node, MIN_STAKE);
        _measured("acceptOperator");
    }

    /// @dev The second of each, so that what it touches is not zero.
    function test_leaving() public {
        vm.startPrank(operator);
        registry.unbond(node, 1 ether);
        registry.unbond(node, 2 ether);
        _measured("unbond");
        registry.rebond(node, 1 ether);
        _measured("rebond");
        vm.warp(START + 21 days);
        registry.withdraw(node);
        registry.unbond(node, 2 ether);
        vm.warp(START + 42 days);
        registry.withdraw(node);
        _measured("withdrawNodeRegistry");
    }

    function test_stakeWithPermit() public {
        for (uint256 i = 0; i < 2; ++i) {
            Permit memory permit = _permit(address(registry), 1 ether);
            vm.prank(client);
            registry.stakeWithPermit(node, operator, 1 ether, permit);
        }
        _measured("stakeWithPermit");
    }

    function test_proveSessionEquivocation() public {
        SessionTerms memory terms = _sessionTerms(0);
        JobId jobId = _sessionJobId(_sessionIdOf(terms), 3);
        SignedReceipt memory a = _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, 4));
        SignedReceipt memory b = _signedReceipt(ENCLAVE_KEY, _receiptOf(jobId, 7));
        registry.condemn(_condemnation(enclave, 1), _signed(_condemnation(enclave, 1)));
        registry.proveSessionEquivocation(terms, 3, a, b);
        _measured("proveSessionEquivocation");
    }

    function test_policies() public {
        PolicyTerms memory terms = _policyTerms();
        vm.prank(owner);
        PolicyId second = registry.publishPolicy(terms);
        _measured("publishPolicy");
        vm.prank(guardian);
        registry.suspendPolicy(second);
        _measured("suspendPolicy");
        vm.prank(owner);
        registry.retirePolicy(second, uint32(START + 1 days));
        _measured("retirePolicy");
    }

    function test_roles() public {
        vm.startPrank(owner);
        registry.addAttestor(stranger);
        _measured("addAttestor");
        registry.removeAttestor(stranger);
        _measured("removeAttestor");
        registry.setThreshold(1);
        _measured("setThreshold");
        registry.setGuardian(stranger);
        _measured("setGuardian");
        registry.setTreasury(stranger);
        _measured("setTreasury");
    }

    function test_everyFunctionHasItsNumberOnFile() public view {
        _everyFunctionIsOnFile("NodeRegistry", "withdraw");
    }
}
