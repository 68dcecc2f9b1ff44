// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeId } from "../../src/types/NodeId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Twins } from "./Twins.sol";

/// @notice C-59, stake and verdicts: a node and a second one, every way in and out of stake, a handover,
/// and verdicts that renew, shorten, rotate, return and come too early, around the release.
contract ExhaustiveStakesTest is Twins {
    uint96 private constant PART = 33 ether + 1;
    uint256 private constant THIRD_KEY = 0x3E4;
    NodeId private immutable SECOND = NodeId.wrap(2);

    function test_theModelAndTheContractsAgreeOnStakeAndVerdicts() public {
        _run(4, 19_000);
    }

    function _scene() internal pure override returns (string memory) {
        return "stakes";
    }

    function _prepare() internal override {
        nodes = 2;
        signers.push(vm.addr(THIRD_KEY));
        holders.push(stranger);
        _registering();
        _staking();
        _unstaking();
        _handover();
        _verdicts();
        _wait(1 hours);
        _wait(1);
        _wait(21 days);
    }

    function _registering() private {
        uint256 second = _mayRegistry(
            "register",
            stranger,
            abi.encodeCall(registry.register, (stranger)),
            abi.encodeCall(mirror.register, (stranger, stranger))
        );
        _unless(second);
        _mayRegistry(
            "register without payout",
            stranger,
            abi.encodeCall(registry.register, (address(0))),
            abi.encodeCall(mirror.register, (stranger, address(0)))
        );
        _mayRegistry(
            "set payout",
            operator,
            abi.encodeCall(registry.setPayout, (node, operator)),
            abi.encodeCall(mirror.setPayout, (operator, 1, operator))
        );
    }

    function _staking() private {
        _mayStake("stake", node, operator, 1);
        _mayStake("stake nothing", node, operator, 0);
        _mayStake("stake for another operator", node, stranger, 1);
        _mayStake("stake on the second", SECOND, stranger, MIN_STAKE);
    }

    function _mayStake(string memory name, NodeId nodeId, address expected, uint96 amount) private {
        uint256 id = NodeId.unwrap(nodeId);
        _mayRegistry(
            name,
            operator,
            abi.encodeCall(registry.stake, (nodeId, expected, amount)),
            abi.encodeCall(mirror.stake, (operator, id, expected, amount, amount))
        );
    }

    function _unstaking() private {
        _mayUnbond("unbond a part", operator, PART);
        _mayUnbond("unbond all", operator, MIN_STAKE);
        _mayUnbond("unbond by a stranger", stranger, PART);
        _mayRegistry(
            "rebond a part",
            operator,
            abi.encodeCall(registry.rebond, (node, PART)),
            abi.encodeCall(mirror.rebond, (operator, 1, PART))
        );
        _mayWithdraw("withdraw", operator);
        _mayWithdraw("withdraw by the next operator", stranger);
    }

    function _mayUnbond(string memory name, address caller, uint96 amount) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.unbond, (node, amount)),
            abi.encodeCall(mirror.unbond, (caller, 1, amount))
        );
    }

    function _mayWithdraw(string memory name, address caller) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.withdraw, (node)),
            abi.encodeCall(mirror.withdrawStake, (caller, 1))
        );
    }

    function _handover() private {
        _mayRegistry(
            "offer",
            operator,
            abi.encodeCall(registry.transferOperator, (node, stranger)),
            abi.encodeCall(mirror.transferOperator, (operator, 1, stranger))
        );
        _mayRegistry(
            "take over",
            stranger,
            abi.encodeCall(registry.acceptOperator, (node, MIN_STAKE)),
            abi.encodeCall(mirror.acceptOperator, (stranger, 1, MIN_STAKE))
        );
    }

    function _verdicts() private {
        Verdict memory verdict = _verdict();
        verdict.appraisedAt = uint32(START + 1 hours);
        verdict.validUntil = uint32(START + 25 hours);
        _mayAttest("renew", verdict);
        verdict.operator = stranger;
        _mayAttest("renew for the next operator", verdict);
        verdict.nodeId = SECOND;
        _mayAttest("the same key on the second", verdict);
        verdict.signer = vm.addr(THIRD_KEY);
        _mayAttest("another key on the second", verdict);
        verdict = _verdict();
        verdict.appraisedAt = uint32(START + 1 hours);
        verdict.signer = vm.addr(NEXT_KEY);
        _mayAttest("rotate", verdict);
        verdict.signer = enclave;
        (verdict.appraisedAt, verdict.validUntil) =
        (uint32(START + 1 hours + 1), uint32(START + 1 hours + 1));
        _mayAttest("shorten, or return", verdict);
        verdict.validUntil = uint32(START + 1 hours + 2 days + 2);
        _mayAttest("renew for too long", verdict);
        verdict.validUntil = verdict.appraisedAt;
        verdict.tee = DEVELOPMENT;
        _mayAttest("renew in another tee", verdict);
    }
}
