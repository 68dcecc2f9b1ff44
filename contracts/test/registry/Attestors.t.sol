// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { Domains } from "../../src/libraries/Domains.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { AttestorStatus } from "../../src/types/Globals.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-08: a verdict counts iff at least `threshold` different attestors signed exactly it.
contract AttestorsTest is Network {
    function setUp() public override {
        super.setUp();
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
    }

    function test_moreSignaturesThanNeededAreFine() public {
        registry.attest(_verdict(), _signed(_verdict(), 3));
        vm.assertEq(registry.node(node).signer, enclave);
    }

    function test_attestRefusesFewerSignaturesThanTheThreshold() public {
        _refuse(
            _signed(_verdict(), 1),
            abi.encodeWithSelector(INodeRegistry.TooFewSignatures.selector, 1, 2)
        );
        _refuse(
            new CompactSignature[](0),
            abi.encodeWithSelector(INodeRegistry.TooFewSignatures.selector, 0, 2)
        );
    }

    function test_attestRefusesTheSameAttestorTwice() public {
        CompactSignature[] memory signatures = _signed(_verdict(), 2);
        signatures[1] = signatures[0];
        _refuse(signatures, _notAscending(attestorKeys[0], attestorKeys[0]));
    }

    function test_attestRefusesDescendingAttestors() public {
        CompactSignature[] memory signatures = _signed(_verdict(), 2);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        _refuse(signatures, _notAscending(attestorKeys[1], attestorKeys[0]));
    }

    function test_attestRefusesASignatureOfNoAttestorEvenBeyondTheThreshold() public {
        CompactSignature[] memory signatures = _signed(_verdict(), 3);
        signatures[2] = _compact(ENCLAVE_KEY, _digest(_verdict(), domainR));
        _refuse(signatures, abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, enclave));
        CompactSignature[] memory none = new CompactSignature[](3);
        _refuse(none, abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, address(0)));
    }

    function test_attestRefusesSignaturesOverAnotherVerdict() public {
        CompactSignature[] memory signatures = _signed(_verdict(), 2);
        Verdict memory changed = _verdict();
        changed.validUntil += 1;
        vm.expectRevert(_notAttestor(signatures[0], _digest(changed, domainR)));
        registry.attest(changed, signatures);
    }

    function test_attestRefusesSignaturesForAnotherChain() public {
        CompactSignature[] memory signatures = _signed(_verdict(), 2);
        vm.chainId(4242);
        bytes32 there = _digest(_verdict(), Domains.registry(address(registry)));
        vm.expectRevert(_notAttestor(signatures[0], there));
        registry.attest(_verdict(), signatures);
    }

    function test_attestRefusesARemovedAttestor() public {
        address removed = vm.addr(attestorKeys[0]);
        vm.prank(guardian);
        registry.removeAttestor(removed);
        _refuse(
            _signed(_verdict(), 2),
            abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, removed)
        );
    }

    // ---------------------------------------------------------------- the set

    function test_noVerdictPassesBeforeThereIsAnAttestor() public {
        (registry, settlement) = _deploy(_productionWindows());
        vm.assertEq(registry.globals().threshold, 1);
        vm.assertEq(registry.globals().attestors, 0);
    }

    function test_addAttestorRefusesAnybodyButTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, guardian, owner));
        vm.prank(guardian);
        registry.addAttestor(stranger);
    }

    function test_addAttestorRefusesZero() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
        vm.prank(owner);
        registry.addAttestor(address(0));
    }

    function test_addAttestorRefusesOneTwice() public {
        address known = vm.addr(attestorKeys[0]);
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.AttestorNotNew.selector, known, AttestorStatus.Active
            )
        );
        vm.prank(owner);
        registry.addAttestor(known);
    }

    function test_aRemovedAttestorNeverReturns() public {
        address removed = vm.addr(attestorKeys[0]);
        vm.prank(owner);
        registry.removeAttestor(removed);
        vm.assertFalse(registry.isAttestor(removed));
        vm.expectRevert(
            abi.encodeWithSelector(
                INodeRegistry.AttestorNotNew.selector, removed, AttestorStatus.Removed
            )
        );
        vm.prank(owner);
        registry.addAttestor(removed);
    }

    function test_thereIsALimitOfAttestors() public {
        vm.startPrank(owner);
        for (uint160 i = 4; i <= 32; ++i) {
            registry.addAttestor(address(0xBEEF0000 + i));
        }
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.AttestorLimitReached.selector, 32));
        registry.addAttestor(address(0xBEEF));
    }

    function test_removeAttestorNeverGoesBelowTheThreshold() public {
        vm.startPrank(guardian);
        registry.removeAttestor(vm.addr(attestorKeys[0]));
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.AttestorsBelowThreshold.selector, 1, 2)
        );
        registry.removeAttestor(vm.addr(attestorKeys[1]));
    }

    function test_removeAttestorRefusesAStranger() public {
        address known = vm.addr(attestorKeys[0]);
        vm.expectRevert(
            abi.encodeWithSelector(INodeRegistry.NotGuardian.selector, stranger, guardian)
        );
        vm.prank(stranger);
        registry.removeAttestor(known);
    }

    function test_removeAttestorRefusesAnUnknownOne() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.AttestorUnknown.selector, stranger));
        vm.prank(guardian);
        registry.removeAttestor(stranger);
    }

    function test_theThresholdStaysBetweenOneAndTheAttestors() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ThresholdOutOfBounds.selector, 0, 3));
        registry.setThreshold(0);
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.ThresholdOutOfBounds.selector, 4, 3));
        registry.setThreshold(4);
        vm.expectEmit(address(registry));
        emit INodeRegistry.ThresholdSet(3);
        registry.setThreshold(3);
        vm.assertEq(registry.globals().threshold, 3);
    }

    function test_setThresholdRefusesAnybodyButTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(INodeRegistry.NotOwner.selector, stranger, owner));
        vm.prank(stranger);
        registry.setThreshold(1);
    }

    function _refuse(CompactSignature[] memory signatures, bytes memory reason) private {
        Verdict memory verdict = _verdict();
        vm.expectRevert(reason);
        registry.attest(verdict, signatures);
    }

    function _notAscending(uint256 first, uint256 second) private pure returns (bytes memory) {
        return abi.encodeWithSelector(
            INodeRegistry.AttestorsNotAscending.selector, vm.addr(first), vm.addr(second)
        );
    }

    function _digest(Verdict memory verdict, bytes32 domain) private pure returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(domain, _hash(verdict));
    }

    function _notAttestor(CompactSignature memory signature, bytes32 digest)
        private
        pure
        returns (bytes memory)
    {
        address recovered = ECDSA.recover(digest, signature.r, signature.vs);
        return abi.encodeWithSelector(INodeRegistry.NotAttestor.selector, recovered);
    }
}
