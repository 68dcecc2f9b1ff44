// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeRegistry } from "../src/NodeRegistry.sol";
import { IJobEscrow } from "../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../src/interfaces/INodeRegistry.sol";
import { Ceilings } from "../src/types/Ceilings.sol";
import { Windows } from "../src/types/Windows.sol";
import { Network } from "./base/Network.sol";

/// @notice C-18: the two contracts know each other, and no window undercuts the stake behind a key.
contract DeploymentTest is Network {
    function test_theContractsNameEachOtherAndOneToken() public view {
        vm.assertEq(registry.settlement(), address(settlement));
        vm.assertEq(settlement.registry(), address(registry));
        vm.assertEq(settlement.token(), address(token));
        vm.assertEq(registry.token(), address(token));
    }

    function test_bothContractsComputeBothDomains() public view {
        vm.assertEq(registry.registryDomain(), settlement.registryDomain());
        vm.assertEq(registry.settlementDomain(), settlement.settlementDomain());
        vm.assertTrue(registry.registryDomain() != registry.settlementDomain());
    }

    function test_bothContractsStillAgreeOnBothDomainsAfterAFork() public {
        vm.chainId(4242);
        vm.assertEq(registry.registryDomain(), settlement.registryDomain());
        vm.assertEq(registry.settlementDomain(), settlement.settlementDomain());
        vm.assertTrue(registry.registryDomain() != domainR);
        vm.assertTrue(registry.settlementDomain() != domainS);
    }

    function test_settlementRefusesARegistryThatNamesAnother() public {
        // One further: the call below is a transaction, and counts.
        address mine = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.RegistryMismatch.selector, mine, address(settlement))
        );
        this.settlementOf(registry);
    }

    function test_theRegistryRefusesUnbondingShorterThanWhatItMustOutlast() public {
        Windows memory windows = _productionWindows();
        windows.unbondingSeconds = 16 days;
        _deploy(windows);
        windows.unbondingSeconds = 16 days - 1;
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.UnbondingTooShort.selector, 16 days - 1, 16 days)
        );
        this.deployWith(owner, guardian, treasury, address(token), stranger, windows);
    }

    function test_casesHoldForSomeTime() public {
        Windows memory windows = _productionWindows();
        windows.maxCaseHoldSeconds = 0;
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.CaseHoldZero.selector));
        this.deployWith(owner, guardian, treasury, address(token), stranger, windows);
    }

    function test_theSumOfTheWindowsDoesNotOverflow() public {
        Windows memory windows = _productionWindows();
        windows.maxLifetimeSeconds = windows.caseDelaySeconds = type(uint32).max;
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.UnbondingTooShort.selector,
                21 days,
                2 * uint256(type(uint32).max) + 6 days
            )
        );
        this.deployWith(owner, guardian, treasury, address(token), stranger, windows);
    }

    function test_theRegistryRefusesZeroAddresses() public {
        Windows memory windows = _productionWindows();
        bytes memory reason = abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector);
        vm.expectRevert(reason);
        this.deployWith(address(0), guardian, treasury, address(token), stranger, windows);
        vm.expectRevert(reason);
        this.deployWith(owner, address(0), treasury, address(token), stranger, windows);
        vm.expectRevert(reason);
        this.deployWith(owner, guardian, address(0), address(token), stranger, windows);
        vm.expectRevert(reason);
        this.deployWith(owner, guardian, treasury, address(0), stranger, windows);
        vm.expectRevert(reason);
        this.deployWith(owner, guardian, treasury, address(token), address(0), windows);
    }

    function test_theCeilingsOfTheCodeAreTold() public view {
        Ceilings memory told = registry.ceilings();
        vm.assertEq(told.attestors, 32);
        vm.assertEq(told.feeBps, 1000);
        vm.assertEq(told.tees, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7);
        vm.assertEq(told.slashBps, 5000);
        vm.assertEq(told.condemnationSeconds, 1 days);
    }

    function test_everyProfileDeploysWithItsOwnWindows() public {
        _assertProfile("production");
        _assertProfile("local");
        _assertProfile("test");
    }

    /// @dev External, so that a failing constructor is a failing call.
    function deployWith(
        address owner_,
        address guardian_,
        address treasury_,
        address token_,
        address settlement_,
        Windows calldata windows
    ) external {
        _newRegistry(owner_, guardian_, treasury_, token_, settlement_, windows);
    }

    function settlementOf(NodeRegistry registry_) external {
        _newSettlement(registry_);
    }

    function _assertProfile(string memory name) private {
        Windows memory windows = _windowsOf(string.concat("profiles/", name, ".json"));
        (NodeRegistry deployed,) = _deploy(windows);
        bytes memory told = abi.encode(deployed.timeWindows());
        vm.assertEq(keccak256(told), keccak256(abi.encode(windows)));
    }

    function _windowsOf(string memory path) private view returns (Windows memory) {
        string memory json = vm.readFile(path);
        return Windows({
            maxLifetimeSeconds: _seconds(json, "maxLifetime"),
            maxSessionNoticeSeconds: _seconds(json, "maxSessionNotice"),
            reportWindowSeconds: _seconds(json, "reportWindow"),
            caseDelaySeconds: _seconds(json, "caseDelay"),
            marginSeconds: _seconds(json, "margin"),
            maxCaseHoldSeconds: _seconds(json, "maxCaseHold"),
            unbondingSeconds: _seconds(json, "unbonding"),
            suspensionSeconds: _seconds(json, "suspension"),
            suspensionCoolDownSeconds: _seconds(json, "suspensionCoolDown")
        });
    }

    function _seconds(string memory json, string memory name) private pure returns (uint32) {
        uint256 found = vm.parseJsonUint(json, string.concat(".windows.", name, "Seconds"));
        vm.assertTrue(found <= type(uint32).max);
        return uint32(found);
    }
}
