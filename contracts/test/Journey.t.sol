// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../src/interfaces/INodeRegistry.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { PolicyId } from "../src/types/PolicyId.sol";
import { Network } from "./base/Network.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice C-21: the life of a network, told once from its deployment to the operator's leaving,
/// with a real timelock as owner.
contract JourneyTest is Network {
    TimelockController private timelock;
    address private immutable proposer = _named("proposer");

    function setUp() public override {
        super.setUp();
        address[] memory one = new address[](1);
        one[0] = proposer;
        timelock = TimelockController(
            payable(_shipped("TimelockController", abi.encode(2 days, one, one, address(0))))
        );
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        registry = _newRegistry(
            address(timelock), guardian, treasury, address(token), next, _productionWindows()
        );
        settlement = _newSettlement(registry);
        domainR = registry.registryDomain();
        domainS = registry.settlementDomain();
        vm.prank(operator);
        token.approve(address(registry), type(uint256).max);
        vm.prank(client);
        token.approve(address(settlement), type(uint256).max);
    }

    function test_fromDeploymentToTheOperatorsLeaving() public {
        _appointAndPublish();
        _launch();

        vm.startPrank(client);
        settlement.deposit(client, 100 ether);
        JobTerms memory paid = _terms(0);
        JobTerms memory lost = _terms(1);
        settlement.open(paid);
        settlement.open(lost);
        vm.stopPrank();
        vm.warp(block.timestamp + 10 minutes);
        _settle(paid, 6);
        settlement.claim(node);
        vm.assertEq(token.balanceOf(payout), 5.85 ether);

        vm.warp(uint256(lost.deadline) + 1);
        settlement.refund(lost);
        vm.assertEq(_free(client), 94 ether);
        vm.prank(client);
        settlement.withdraw(client, 94 ether);

        uint256 before = token.balanceOf(operator);
        vm.startPrank(operator);
        registry.setPayout(node, operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(block.timestamp + 21 days);
        registry.withdraw(node);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(operator) - before, MIN_STAKE);
        vm.assertEq(token.balanceOf(address(registry)), 0);
        vm.assertEq(token.balanceOf(address(settlement)), settlement.earnings(node).fee);
    }

    function test_nobodyGovernsPastTheTimelock() public {
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotOwner.selector, proposer, address(timelock))
        );
        vm.prank(proposer);
        registry.publishPolicy(_policyTerms());
        bytes memory call = abi.encodeCall(registry.publishPolicy, (_policyTerms()));
        vm.startPrank(proposer);
        timelock.schedule(address(registry), 0, call, 0, 0, 2 days);
        vm.warp(block.timestamp + 2 days - 1);
        vm.expectRevert();
        timelock.execute(address(registry), 0, call, 0, 0);
        vm.assertEq(registry.globals().policyCount, 0);
    }

    function _appointAndPublish() private {
        for (uint256 i = 0; i < 3; ++i) {
            _govern(abi.encodeCall(registry.addAttestor, (vm.addr(attestorKeys[i]))));
        }
        _govern(abi.encodeCall(registry.setThreshold, (2)));
        _govern(abi.encodeCall(registry.publishPolicy, (_policyTerms())));
        policy = PolicyId.wrap(1);
    }

    function _govern(bytes memory call) private {
        vm.startPrank(proposer);
        timelock.schedule(address(registry), 0, call, 0, 0, 2 days);
        vm.warp(block.timestamp + 2 days);
        timelock.execute(address(registry), 0, call, 0, 0);
        vm.stopPrank();
    }
}
