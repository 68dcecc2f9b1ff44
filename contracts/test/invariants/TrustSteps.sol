// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Node, NodeStatus } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Windows } from "../../src/types/Windows.sol";
import { CaseSteps } from "./CaseSteps.sol";

/// @notice What attestors, owner, guardian and time do.
abstract contract TrustSteps is CaseSteps {
    /// @dev Stake that stood behind a key, with all that was slashed before, and until when it must
    /// stay within reach.
    struct Answer {
        NodeId nodeId;
        uint256 answering;
        uint256 until;
    }

    Answer[] internal answers;

    function attest(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        Node memory found = registry.node(nodeId);
        if (found.stake < MIN_STAKE) return addStake(seed);
        if (found.appraisedAt >= block.timestamp) return pass(seed);
        bool rotates =
            found.signer == address(0) || found.status == NodeStatus.Condemned || seed % 4 == 0;
        if (found.openCases != 0 && !_spoiled(seed)) return executeCase(seed);
        Verdict memory verdict = _about(nodeId, found, seed);
        if (rotates) verdict.signer = _freshKey();
        if (_spoiled(seed)) _spoilVerdict(verdict, seed);
        bytes memory call = abi.encodeCall(registry.attest, (verdict, _signed(verdict, 2)));
        if (!_step(stranger, address(registry), call)) return;
        bool retires = rotates && found.signer != address(0) && found.status != NodeStatus.Condemned;
        if (retires) replacedKeys.push(found.signer);
        _remember(nodeId, found.stake, verdict.validUntil);
    }

    function shorten(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        Node memory found = registry.node(nodeId);
        if (found.signer == address(0) || found.appraisedAt >= block.timestamp) {
            return attest(seed);
        }
        Verdict memory verdict = _about(nodeId, found, seed);
        verdict.policy = found.policy;
        verdict.validUntil = uint32(block.timestamp);
        bytes memory call = abi.encodeCall(registry.attest, (verdict, _signed(verdict, 2)));
        _step(stranger, address(registry), call);
    }

    function suspend(uint256 seed) public {
        if (seed % 8 != 0) return pass(seed);
        uint24 count = registry.globals().policyCount;
        PolicyId found = PolicyId.wrap(uint24(_bounded(_next(seed), 1, count)));
        _step(guardian, address(registry), abi.encodeCall(registry.suspendPolicy, (found)));
    }

    function publish(uint256 seed) public {
        if (registry.globals().policyCount >= 4) return pass(seed);
        PolicyTerms memory terms = _policyTerms();
        terms.feeBps = uint16(_bounded(seed, 0, 1000));
        if (_step(owner, address(registry), abi.encodeCall(registry.publishPolicy, (terms)))) {
            policy = PolicyId.wrap(registry.globals().policyCount);
        }
    }

    function pass(uint256 seed) public {
        uint256 longest = seed % 16 == 0 ? 12 days : 2 hours;
        vm.warp(block.timestamp + _bounded(_next(seed), 1, longest));
    }

    function _about(NodeId nodeId, Node memory found, uint256 seed)
        private
        view
        returns (Verdict memory verdict)
    {
        verdict = _verdict();
        verdict.nodeId = nodeId;
        verdict.operator = found.operator;
        verdict.signer = found.signer;
        verdict.validUntil = uint32(block.timestamp + _bounded(_next(seed), 1 hours, 2 days));
    }

    function _spoilVerdict(Verdict memory verdict, uint256 seed) private view {
        if (seed % 3 == 0) verdict.tee = 1;
        else if (seed % 3 == 1) verdict.appraisedAt = uint32(block.timestamp + 1);
        else if (replacedKeys.length == 0) verdict.operator = stranger;
        else verdict.signer = replacedKeys[seed % replacedKeys.length];
    }

    function _remember(NodeId nodeId, uint256 bonded, uint256 validUntil) private {
        Windows memory windows = registry.timeWindows();
        uint256 until = validUntil + windows.reportWindowSeconds + windows.caseDelaySeconds;
        uint256 answering = bonded + slashed[nodeId];
        answers.push(Answer({ nodeId: nodeId, answering: answering, until: until }));
    }
}
