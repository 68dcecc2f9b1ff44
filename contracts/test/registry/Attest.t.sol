// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { Admission } from "../../src/types/Admission.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Node, NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { KeyStatus, RetiredKey } from "../../src/types/RetiredKey.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-05: only a newer verdict, of this operator, within its policy, opens a node.
contract AttestTest is Network {
    address private immutable otherEnclave = _named("other enclave");

    function setUp() public override {
        super.setUp();
        vm.startPrank(operator);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
    }

    function test_aNodeWithoutVerdictAdmitsNothing() public view {
        vm.assertEq(registry.admission(node).until, 0);
    }

    function test_attestStoresTheVerdictAndEmits() public {
        Verdict memory verdict = _verdict();
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectEmit(address(registry));
        emit INodeRegistry.NodeAttested(
            node,
            operator,
            enclave,
            verdict.sealingKey,
            policy,
            TDX,
            1,
            verdict.evidenceHash,
            uint32(START),
            uint32(START + 1 days)
        );
        vm.prank(stranger);
        registry.attest(verdict, signatures);

        Node memory stored = registry.node(node);
        vm.assertEq(stored.signer, enclave);
        vm.assertEq(stored.validUntil, START + 1 days);
        vm.assertEq(stored.appraisedAt, START);
        vm.assertTrue(stored.policy == policy);
        vm.assertTrue(stored.status == NodeStatus.Attested);
        Admission memory admitted = registry.admission(node);
        vm.assertEq(admitted.signer, enclave);
        vm.assertEq(admitted.until, START + 1 days);
        vm.assertEq(admitted.feeBps, FEE_BPS);
    }

    function test_aFirstVerdictRetiresNobody() public {
        _attest(_verdict());
        vm.assertEq(NodeId.unwrap(registry.retiredKey(address(0)).nodeId), 0);
    }

    function test_attestRefusesAVerdictOlderThanTheCurrentOne() public {
        vm.warp(START + 10);
        _attest(_verdict());
        Verdict memory older = _verdict();
        older.appraisedAt = uint32(START + 9);
        _refuse(
            older,
            abi.encodeWithSelector(
                INodeRegistry.VerdictNotNewer.selector, node, START + 9, START + 10
            )
        );
    }

    function test_attestRefusesTheSameVerdictTwice() public {
        _attest(_verdict());
        _refuse(
            _verdict(),
            abi.encodeWithSelector(INodeRegistry.VerdictNotNewer.selector, node, START, START)
        );
    }

    function test_attestRefusesAVerdictFromTheFuture() public {
        Verdict memory verdict = _verdict();
        verdict.appraisedAt = uint32(START + 1);
        _refuse(
            verdict,
            abi.encodeWithSelector(INodeRegistry.VerdictFromTheFuture.selector, START + 1, START)
        );
    }

    function test_attestRefusesAnEndBeforeTheAppraisal() public {
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START - 1);
        _refuse(
            verdict,
            abi.encodeWithSelector(INodeRegistry.VerdictValidityInvalid.selector, START, START - 1)
        );
    }

    function test_attestTakesThePolicysWholeLifetimeAndNoSecondMore() public {
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 2 days + 1);
        _refuse(
            verdict,
            abi.encodeWithSelector(INodeRegistry.VerdictTooLong.selector, 2 days + 1, 2 days)
        );
        verdict.validUntil = uint32(START + 2 days);
        _attest(verdict);
    }

    function test_attestRefusesAnotherOperator() public {
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.OperatorMismatch.selector, node, stranger, operator
            )
        );
    }

    function test_attestRefusesAnUnknownNode() public {
        Verdict memory verdict = _verdict();
        verdict.nodeId = NodeId.wrap(9);
        _refuse(verdict, abi.encodeWithSelector(INodeRegistry.NodeUnknown.selector, uint64(9)));
    }

    function test_attestRefusesAnUnknownPolicy() public {
        Verdict memory verdict = _verdict();
        verdict.policy = PolicyId.wrap(9);
        _refuse(verdict, abi.encodeWithSelector(INodeRegistry.PolicyUnknown.selector, uint24(9)));
    }

    function test_attestRefusesATeeThatThePolicyDoesNotAccept() public {
        Verdict memory verdict = _verdict();
        verdict.tee = DEVELOPMENT;
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.TeeNotAccepted.selector, DEVELOPMENT, uint8(1 << TDX)
            )
        );
        verdict.tee = 255;
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.TeeNotAccepted.selector, uint8(255), uint8(1 << TDX)
            )
        );
    }

    function test_attestRefusesATcbStatusOutsideTheList() public {
        Verdict memory verdict = _verdict();
        verdict.tcbStatus = 0;
        _refuse(verdict, abi.encodeWithSelector(INodeRegistry.TcbStatusUnknown.selector, uint8(0)));
        verdict.tcbStatus = 12;
        _refuse(verdict, abi.encodeWithSelector(INodeRegistry.TcbStatusUnknown.selector, uint8(12)));
        verdict.tcbStatus = 11;
        _attest(verdict);
    }

    function test_attestRefusesNoSigner() public {
        Verdict memory verdict = _verdict();
        verdict.signer = address(0);
        _refuse(verdict, abi.encodeWithSelector(INodeRegistry.ZeroAddress.selector));
    }

    function test_attestRefusesTooLittleStake() public {
        vm.prank(operator);
        registry.unbond(node, 1);
        _refuse(
            _verdict(),
            abi.encodeWithSelector(
                INodeRegistry.StakeTooLow.selector, node, MIN_STAKE - 1, MIN_STAKE
            )
        );
    }

    /// @dev Signed as it is sent: only its width speaks against it.
    function test_attestRefusesAWordWiderThanItsType() public {
        _refuseWiderWords(enclave);
        // Also where all else is plain: a node that is attested, and a key that is new.
        _attest(_verdict());
        vm.warp(START + 1);
        _refuseWiderWords(stranger);
    }

    // ---------------------------------------------------------------- C-06: gating

    function test_anExpiredNodeDropsOutByItself() public {
        _attest(_verdict());
        vm.warp(START + 1 days + 1);
        vm.assertTrue(registry.admission(node).until < block.timestamp);
    }

    function test_aShorterVerdictGatesAtOnce() public {
        _attest(_verdict());
        vm.warp(START + 10);
        Verdict memory bad = _verdict();
        bad.tcbStatus = 9;
        bad.validUntil = bad.appraisedAt;
        _attest(bad);
        vm.warp(START + 11);
        vm.assertTrue(registry.admission(node).until < block.timestamp);
    }

    function test_aShorterVerdictIsTakenWithoutStake() public {
        _attest(_verdict());
        vm.prank(operator);
        registry.unbond(node, MIN_STAKE);
        vm.warp(START + 10);
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 1 days + 1);
        _refuse(
            verdict, abi.encodeWithSelector(INodeRegistry.StakeTooLow.selector, node, 0, MIN_STAKE)
        );
        verdict.validUntil = uint32(START + 1 days);
        _attest(verdict);
    }

    function test_aShorterVerdictIsTakenWhileThePolicyIsSuspended() public {
        _attest(_verdict());
        vm.prank(guardian);
        registry.suspendPolicy(policy);
        vm.warp(START + 10);
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 1 days + 1);
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.PolicyClosed.selector, policy, 0, START + 1 days + 1
            )
        );
        verdict.validUntil = uint32(START + 20);
        _attest(verdict);
    }

    function test_aNewKeyWithAShorterEndIsNotAShorterVerdict() public {
        _attest(_verdict());
        vm.prank(operator);
        registry.unbond(node, 1);
        vm.warp(START + 10);
        Verdict memory verdict = _verdict();
        verdict.signer = otherEnclave;
        verdict.validUntil = uint32(START + 20);
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.StakeTooLow.selector, node, MIN_STAKE - 1, MIN_STAKE
            )
        );
    }

    function test_anotherPolicyWithAShorterEndIsNotAShorterVerdict() public {
        _attest(_verdict());
        PolicyTerms memory dearer = _policyTerms();
        dearer.minStake = MIN_STAKE + 1;
        vm.prank(owner);
        policy = registry.publishPolicy(dearer);
        vm.warp(START + 10);
        Verdict memory verdict = _verdict();
        verdict.validUntil = uint32(START + 20);
        _refuse(
            verdict,
            abi.encodeWithSelector(
                INodeRegistry.StakeTooLow.selector, node, MIN_STAKE, MIN_STAKE + 1
            )
        );
    }

    function test_aFirstVerdictForANewOperatorIsNotAShorterVerdict() public {
        _attest(_verdict());
        vm.startPrank(operator);
        registry.unbond(node, MIN_STAKE);
        registry.transferOperator(node, stranger);
        vm.stopPrank();
        vm.prank(stranger);
        registry.acceptOperator(node, 0);
        vm.warp(START + 10);
        Verdict memory verdict = _verdict();
        verdict.operator = stranger;
        verdict.validUntil = uint32(START + 20);
        _refuse(
            verdict, abi.encodeWithSelector(INodeRegistry.StakeTooLow.selector, node, 0, MIN_STAKE)
        );
    }

    // ---------------------------------------------------------------- C-07: keys

    function test_aReplacedKeyIsKeptForEver() public {
        _attest(_verdict());
        vm.warp(START + 10);
        Verdict memory next = _verdict();
        next.signer = otherEnclave;
        CompactSignature[] memory signatures = _signed(next, 2);
        vm.expectEmit(address(registry));
        emit INodeRegistry.KeyRetired(node, enclave, policy, uint32(START + 1 days));
        registry.attest(next, signatures);
        RetiredKey memory key = registry.retiredKey(enclave);
        vm.assertTrue(key.nodeId == node);
        vm.assertEq(key.until, START + 1 days);
        vm.assertTrue(key.policy == policy);
        vm.assertTrue(key.status == KeyStatus.Retired);
        vm.assertTrue(registry.retiredKey(otherEnclave).status == KeyStatus.None);
    }

    /// @dev Node and policy have different numbers, so that neither can stand for the other.
    function test_aReplacedKeyRemembersItsNodeAndItsPolicy() public {
        vm.startPrank(operator);
        registry.register(payout);
        node = registry.register(payout);
        registry.stake(node, operator, MIN_STAKE);
        vm.stopPrank();
        vm.prank(owner);
        policy = registry.publishPolicy(_policyTerms());
        _attest(_verdict());
        vm.warp(START + 10);
        Verdict memory next = _verdict();
        next.signer = otherEnclave;
        _attest(next);
        RetiredKey memory key = registry.retiredKey(enclave);
        vm.assertEq(NodeId.unwrap(key.nodeId), 3);
        vm.assertEq(PolicyId.unwrap(key.policy), 2);
        vm.assertEq(key.until, START + 1 days);
    }

    function test_aReplacedKeyNeverReturns() public {
        _attest(_verdict());
        vm.warp(START + 10);
        Verdict memory next = _verdict();
        next.signer = otherEnclave;
        _attest(next);
        vm.warp(START + 20);
        _refuse(
            _verdict(), abi.encodeWithSelector(INodeRegistry.SignerReplaced.selector, enclave, node)
        );
    }

    function test_aReplacedKeyNeverReturnsOnAnotherNode() public {
        _attest(_verdict());
        vm.warp(START + 10);
        Verdict memory next = _verdict();
        next.signer = otherEnclave;
        _attest(next);
        vm.startPrank(operator);
        NodeId second = registry.register(payout);
        registry.stake(second, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory again = _verdict();
        again.nodeId = second;
        _refuse(again, abi.encodeWithSelector(INodeRegistry.SignerReplaced.selector, enclave, node));
    }

    /// @dev Attestors refuse a key in two nodes; if they did not, neither node would lose it to the other.
    function test_aKeyThatAnotherNodeReplacedIsStillRenewedHere() public {
        _attest(_verdict());
        vm.startPrank(operator);
        NodeId second = registry.register(payout);
        registry.stake(second, operator, MIN_STAKE);
        vm.stopPrank();
        Verdict memory other = _verdict();
        other.nodeId = second;
        _attest(other);
        vm.warp(START + 10);
        other = _verdict();
        other.nodeId = second;
        other.signer = otherEnclave;
        _attest(other);
        _attest(_verdict());
        vm.assertEq(registry.node(node).appraisedAt, START + 10);
    }

    function test_renewingKeepsTheKey() public {
        _attest(_verdict());
        vm.warp(START + 10);
        _attest(_verdict());
        vm.assertEq(registry.node(node).signer, enclave);
        vm.assertTrue(registry.retiredKey(enclave).status == KeyStatus.None);
        vm.assertEq(registry.admission(node).until, START + 10 + 1 days);
    }

    /// @dev However the quorum signed; the same words without a bit too many are taken.
    function _refuseWiderWords(address signer) private {
        uint256 before = vm.snapshotState();
        uint16[10] memory widths = [64, 160, 160, 256, 24, 8, 8, 256, 32, 32];
        for (uint256 i = 0; i < 10; ++i) {
            for (uint256 bit = widths[i]; bit < 256; bit += 40) {
                uint256[10] memory words = _words(signer);
                words[i] |= 1 << bit;
                (bool done, bytes memory answer) = _send(words);
                vm.assertFalse(done);
                vm.assertEq(answer.length, 0, vm.toString(i));
            }
        }
        (bool taken,) = _send(_words(signer));
        vm.assertTrue(taken);
        vm.revertToState(before);
    }

    function _words(address signer) private view returns (uint256[10] memory) {
        Verdict memory verdict = _verdict();
        verdict.signer = signer;
        return abi.decode(abi.encode(verdict), (uint256[10]));
    }

    function _send(uint256[10] memory words) private returns (bool, bytes memory) {
        bytes32 structHash = keccak256(abi.encode(SignedTypes.VERDICT, words));
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainR, structHash);
        CompactSignature[] memory signatures = new CompactSignature[](2);
        for (uint256 i = 0; i < 2; ++i) {
            signatures[i] = _compact(attestorKeys[i], digest);
        }
        return address(registry)
            .call(bytes.concat(registry.attest.selector, abi.encode(words, signatures)));
    }

    function _refuse(Verdict memory verdict, bytes memory reason) private {
        CompactSignature[] memory signatures = _signed(verdict, 2);
        vm.expectRevert(reason);
        registry.attest(verdict, signatures);
    }
}
