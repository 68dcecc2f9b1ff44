// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { INodeRegistry } from "../../src/interfaces/INodeRegistry.sol";
import { CaseId } from "../../src/types/Case.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Permit } from "../../src/types/Permit.sol";
import { SignedReceipt } from "../../src/types/Receipt.sol";
import { SessionTerms } from "../../src/types/Session.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice A contract that does what it is told: a wallet to its owner, a trap to everybody else.
contract Relay {
    function pass(address target, bytes calldata call) external returns (bytes memory) {
        (bool done, bytes memory answer) = target.call(call);
        if (done) return answer;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }
}

/// @notice C-62: who calls is who counts, never who started the transaction. Whoever is lured into calling
/// a stranger's contract lends it nothing, and a contract has the same rights as a key.
contract OriginsTest is CaseNetwork {
    Relay private relay;

    function setUp() public override {
        super.setUp();
        _launch();
        relay = new Relay();
        vm.prank(operator);
        registry.transferOperator(node, stranger);
    }

    function test_aLuredOwnerOrGuardianGovernsNothing() public {
        bytes memory notOwner =
            abi.encodeWithSelector(INodeRegistry.NotOwner.selector, relay, owner);
        bytes memory notGuardian =
            abi.encodeWithSelector(INodeRegistry.NotGuardian.selector, relay, guardian);
        _lure(owner, notOwner, abi.encodeCall(registry.setTreasury, (stranger)));
        _lure(guardian, notGuardian, abi.encodeCall(registry.suspendPolicy, (policy)));
        bytes memory removal = abi.encodeCall(registry.removeAttestor, (vm.addr(attestorKeys[2])));
        _lure(owner, notGuardian, removal);
        _lure(guardian, notGuardian, removal);
    }

    function test_aLuredOperatorLosesNoNode() public {
        bytes memory notOperator =
            abi.encodeWithSelector(INodeRegistry.NotOperator.selector, node, relay, operator);
        _lure(operator, notOperator, abi.encodeCall(registry.setPayout, (node, stranger)));
        bytes memory notPending = abi.encodeWithSelector(
            INodeRegistry.NotPendingOperator.selector, node, relay, stranger
        );
        _lure(stranger, notPending, abi.encodeCall(registry.acceptOperator, (node, 0)));
        _open(_terms(0));
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.NotNodeOperator.selector, relay, operator)
        );
        _pass(operator, address(settlement), abi.encodeCall(settlement.cancel, (_terms(0))));
    }

    function test_aLuredClientSpendsNothing() public {
        bytes memory notClient =
            abi.encodeWithSelector(IJobEscrow.NotClient.selector, relay, client);
        vm.expectRevert(notClient);
        _pass(client, address(settlement), abi.encodeCall(settlement.open, (_terms(0))));
        SessionTerms memory terms = _sessionTerms(0);
        _openSession(terms);
        vm.expectRevert(notClient);
        _pass(client, address(settlement), abi.encodeCall(settlement.giveNotice, (terms)));
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.FreeBalanceTooLow.selector, relay, 0, 1 ether)
        );
        _pass(client, address(settlement), abi.encodeCall(settlement.withdraw, (client, 1 ether)));
    }

    function test_noAllowanceOfWhoStartedTheTransactionIsSpent() public {
        _fund(stranger, address(registry));
        uint256 before = token.balanceOf(stranger);
        Permit memory none = Permit(0, 0, 0, 0);
        vm.expectRevert();
        _pass(
            stranger, address(registry), abi.encodeCall(registry.stake, (node, operator, 1 ether))
        );
        vm.expectRevert();
        _pass(
            stranger,
            address(registry),
            abi.encodeCall(registry.stakeWithPermit, (node, operator, 1 ether, none))
        );
        vm.assertEq(token.balanceOf(stranger), before);
    }

    function test_aContractOperatesANode() public {
        vm.expectEmit(address(registry));
        emit INodeRegistry.NodeRegistered(NodeId.wrap(2), address(relay), payout);
        _pass(stranger, address(registry), abi.encodeCall(registry.register, (payout)));
        NodeId second = NodeId.wrap(2);
        vm.assertEq(registry.node(second).operator, address(relay));
        _fund(address(relay), address(registry));
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeAdded(second, address(relay), address(relay), 9 ether);
        _act(abi.encodeCall(registry.stake, (second, address(relay), 9 ether)));
        vm.expectEmit(address(registry));
        emit INodeRegistry.PayoutSet(second, address(relay), stranger);
        _act(abi.encodeCall(registry.setPayout, (second, stranger)));
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeUnbonded(second, address(relay), 2, uint40(START + 21 days));
        _act(abi.encodeCall(registry.unbond, (second, 2)));
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeRebonded(second, address(relay), 1);
        _act(abi.encodeCall(registry.rebond, (second, 1)));
        vm.warp(START + 21 days);
        vm.expectEmit(address(registry));
        emit INodeRegistry.StakeWithdrawn(second, address(relay), stranger, 1);
        _act(abi.encodeCall(registry.withdraw, (second)));
        vm.expectEmit(address(registry));
        emit INodeRegistry.OperatorTransferStarted(second, address(relay), client);
        _act(abi.encodeCall(registry.transferOperator, (second, client)));
    }

    function test_aContractTakesANodeOver() public {
        vm.prank(operator);
        registry.transferOperator(node, address(relay));
        vm.expectEmit(address(registry));
        emit INodeRegistry.OperatorTransferred(node, operator, address(relay));
        _act(abi.encodeCall(registry.acceptOperator, (node, 0)));
        vm.assertEq(registry.node(node).operator, address(relay));
        vm.assertEq(registry.node(node).payout, address(relay));
    }

    function test_aContractKeepsAnAccount() public {
        _fund(address(relay), address(settlement));
        vm.expectEmit(address(settlement));
        emit IJobEscrow.Deposited(address(relay), address(relay), 5 ether);
        bytes memory depositing = abi.encodeCall(settlement.deposit, (address(relay), 5 ether));
        _pass(stranger, address(settlement), depositing);
        vm.expectEmit(address(settlement));
        emit IJobEscrow.Withdrawn(address(relay), payout, 2 ether);
        _pass(stranger, address(settlement), abi.encodeCall(settlement.withdraw, (payout, 2 ether)));
        vm.assertEq(_free(address(relay)), 3 ether);
        uint56 word = uint56(FIRST_ORDER >> 8);
        vm.expectEmit(address(settlement));
        emit IJobEscrow.OrdersInvalidated(address(relay), word, 5);
        _pass(stranger, address(settlement), abi.encodeCall(settlement.invalidate, (word, 5)));
        vm.assertEq(settlement.ordersOf(address(relay), word), 5);
        vm.assertEq(settlement.ordersOf(stranger, word), 0);
    }

    function test_aContractIsRewardedForWhatItReports() public {
        SignedReceipt memory a = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(_terms(0)), 1));
        SignedReceipt memory b = _signedReceipt(ENCLAVE_KEY, _receiptOf(_idOf(_terms(0)), 2));
        _act(abi.encodeCall(registry.proveEquivocation, (_terms(0), a, b)));
        vm.assertEq(registry.caseById(CaseId.wrap(1)).reporter, address(relay));
    }

    /// @dev A stranger starts the transaction; the relay calls the registry.
    function _act(bytes memory call) private {
        _pass(stranger, address(registry), call);
    }

    function _lure(address victim, bytes memory refusal, bytes memory call) private {
        vm.expectRevert(refusal);
        _pass(victim, address(registry), call);
    }

    function _pass(address starting, address target, bytes memory call) private {
        vm.prank(starting, starting);
        relay.pass(target, call);
    }
}
