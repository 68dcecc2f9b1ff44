// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobTerms } from "../../src/types/JobTerms.sol";
import { Node } from "../../src/types/Node.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Stepping } from "./Stepping.sol";

/// @notice What operators do with their nodes, and what enclaves' receipts bring about.
abstract contract NodeSteps is Stepping {
    uint256 internal constant MOST_NODES = 4;

    function registerNode(uint256 seed) public {
        if (nodes.length >= MOST_NODES) return addStake(seed);
        address by = _operatorAt(seed);
        if (_step(by, address(registry), abi.encodeCall(registry.register, (payout)))) {
            nodes.push(NodeId.wrap(registry.globals().nodeCount));
        }
    }

    function addStake(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        address expected = _spoiled(seed) ? stranger : registry.operatorOf(nodeId);
        uint96 amount = uint96(_bounded(_next(seed), MIN_STAKE / 2, MIN_STAKE));
        bytes memory call = abi.encodeCall(registry.stake, (nodeId, expected, amount));
        _step(seed % 3 == 0 ? stranger : expected, address(registry), call);
    }

    function unbond(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        Node memory found = registry.node(nodeId);
        bool partlyPaid = found.holdUntil != 0 && found.holdUntil == found.releaseAt;
        if (found.stake == 0 || (partlyPaid && !_spoiled(seed))) return addStake(seed);
        uint256 amount = _spoiled(seed) ? uint256(found.stake) + 1 : _bounded(seed, 1, found.stake);
        bytes memory call = abi.encodeCall(registry.unbond, (nodeId, uint96(amount)));
        _step(found.operator, address(registry), call);
    }

    function rebond(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        Node memory found = registry.node(nodeId);
        if (found.unbonding == 0) return addStake(seed);
        uint96 amount = uint96(_bounded(seed, 1, found.unbonding));
        address by = _spoiled(seed) ? stranger : found.operator;
        _step(by, address(registry), abi.encodeCall(registry.rebond, (nodeId, amount)));
    }

    /// @dev Before its time it must fail; then it counts as a refused step.
    function withdrawStake(uint256 seed) public {
        for (uint256 i = 0; i < nodes.length; ++i) {
            NodeId nodeId = nodes[(seed % nodes.length + i) % nodes.length];
            Node memory found = registry.node(nodeId);
            // While cases hold a share, the others can go once the wait itself is over.
            bool held = found.holdUntil != 0;
            uint256 releaseAt = held && found.holdUntil == found.releaseAt
                ? found.releaseAt - registry.timeWindows().maxCaseHoldSeconds
                : found.releaseAt;
            bool due = block.timestamp >= releaseAt;
            if (found.unbonding == 0 || (!due && !_spoiled(seed))) continue;
            bytes memory call = abi.encodeCall(registry.withdraw, (nodeId));
            bool paid = _step(found.operator, address(registry), call);
            vm.assertTrue(due || !paid, "C-35 paid before its time");
            return;
        }
        unbond(seed);
    }

    function handOver(uint256 seed) public {
        if (nodes.length == 0) return registerNode(seed);
        NodeId nodeId = _nodeAt(seed);
        address from = registry.operatorOf(nodeId);
        address to = _operatorAt(_next(seed));
        _step(from, address(registry), abi.encodeCall(registry.transferOperator, (nodeId, to)));
        uint96 least = _spoiled(seed) ? type(uint96).max : 0;
        _step(to, address(registry), abi.encodeCall(registry.acceptOperator, (nodeId, least)));
    }

    function cancelJob(uint256 seed) public {
        if (openJobs.length == 0) return claim(seed);
        JobTerms memory terms = openJobs[seed % openJobs.length];
        address by = _spoiled(seed) ? stranger : registry.operatorOf(terms.nodeId);
        _step(by, address(settlement), abi.encodeCall(settlement.cancel, (terms)));
    }

    function settleJobs(uint256 seed) public {
        if (openJobs.length == 0) return claim(seed);
        JobTerms memory first = openJobs[seed % openJobs.length];
        ReceiptRow[] memory rows = new ReceiptRow[](_bounded(_next(seed), 1, 3));
        rows[0] = _row(first, uint64(_bounded(seed >> 8, 0, 60)));
        for (uint256 i = 1; i < rows.length; ++i) {
            rows[i] = _row(_another(first, seed >> (16 * i)), uint64(_bounded(seed >> 9, 0, 60)));
        }
        uint256 key = _spoiled(seed) ? CLIENT_KEY : keyOf[first.signer];
        bytes memory call = abi.encodeCall(settlement.settle, (rows, _signBatch(key, rows)));
        _step(stranger, address(settlement), call);
    }

    function claim(uint256 seed) public {
        for (uint256 i = 0; i < nodes.length; ++i) {
            NodeId nodeId = nodes[(seed % nodes.length + i) % nodes.length];
            if (settlement.earnings(nodeId).net == 0 && !_spoiled(seed)) continue;
            _step(stranger, address(settlement), abi.encodeCall(settlement.claim, (nodeId)));
            return;
        }
        addStake(seed);
    }

    function claimFees(uint256 seed) public {
        uint256 fees = 0;
        for (uint256 i = 0; i < nodes.length; ++i) {
            fees += settlement.earnings(nodes[i]).fee;
        }
        if (fees == 0) return claim(seed);
        _step(stranger, address(settlement), abi.encodeCall(settlement.claimFees, (nodes)));
    }

    function _nodeAt(uint256 seed) internal view returns (NodeId) {
        return nodes[seed % nodes.length];
    }

    /// @dev Any job of the same node and key: open, ended, or the very same.
    function _another(JobTerms memory like, uint256 seed) private view returns (JobTerms memory) {
        JobTerms[] storage from = seed % 3 == 0 && endedJobs.length > 0 ? endedJobs : openJobs;
        JobTerms memory found = from[seed % from.length];
        bool fits = found.nodeId == like.nodeId && found.signer == like.signer;
        return fits ? found : like;
    }
}
