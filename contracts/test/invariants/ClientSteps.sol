// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Admission } from "../../src/types/Admission.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Stepping } from "./Stepping.sol";

/// @notice What clients do, and strangers with what clients signed.
abstract contract ClientSteps is Stepping {
    uint64 private orders = FIRST_ORDER;

    function deposit(uint256 seed) public {
        address payer = vm.addr(_clientKeyAt(seed));
        address to = vm.addr(_clientKeyAt(_next(seed)));
        uint128 amount = _spoiled(seed) ? 0 : uint128(_bounded(seed, 1, 10 ether));
        _step(payer, address(settlement), abi.encodeCall(settlement.deposit, (to, amount)));
    }

    function withdrawFree(uint256 seed) public {
        address who = vm.addr(_clientKeyAt(seed));
        uint128 free = _free(who);
        if (free == 0) return deposit(seed);
        uint128 amount = _spoiled(seed) ? free + 1 : uint128(_bounded(seed, 1, free));
        _step(who, address(settlement), abi.encodeCall(settlement.withdraw, (who, amount)));
    }

    function openJob(uint256 seed) public {
        uint256 key = _clientKeyAt(seed);
        address who = vm.addr(key);
        (bool live, JobTerms memory terms) = _termsFor(who, seed);
        if (!live) return withdrawFree(seed);
        terms.nonce = settlement.account(who).nonce;
        if (_spoiled(seed)) _spoil(terms, seed);
        if (_step(who, address(settlement), abi.encodeCall(settlement.open, (terms)))) {
            openJobs.push(terms);
        }
    }

    function openOrder(uint256 seed) public {
        uint256 key = _clientKeyAt(seed);
        address who = vm.addr(key);
        (bool live, JobTerms memory terms) = _termsFor(who, seed);
        if (!live) return deposit(seed);
        terms.nonce = orders + uint64(_bounded(seed, 0, 3));
        if (!_spoiled(seed)) terms.nonce = ++orders;
        (bytes32 r, bytes32 vs) = vm.signCompact(key, JobId.unwrap(_idOf(terms)));
        bytes memory call = abi.encodeCall(settlement.openFor, (terms, abi.encodePacked(r, vs)));
        if (_step(stranger, address(settlement), call, who)) openJobs.push(terms);
    }

    /// @dev The very terms of a job that has ended must never open again.
    function openAgain(uint256 seed) public {
        if (endedJobs.length == 0) return openJob(seed);
        JobTerms memory terms = endedJobs[seed % endedJobs.length];
        vm.prank(terms.client);
        (bool opened,) = address(settlement).call(abi.encodeCall(settlement.open, (terms)));
        vm.assertTrue(!opened, "C-33 opened again");
        openJob(seed);
    }

    function revokeOrders(uint256 seed) public {
        address who = vm.addr(_clientKeyAt(seed));
        uint56 word = uint56(orders >> 8);
        bytes memory call = abi.encodeCall(settlement.invalidate, (word, seed << 128));
        _step(who, address(settlement), call);
    }

    function refundJob(uint256 seed) public {
        for (uint256 i = 0; i < openJobs.length; ++i) {
            bool due =
                openJobs[i].deadline < block.timestamp || registry.isCondemned(openJobs[i].signer);
            if (!due && !_spoiled(seed)) continue;
            bytes memory call = abi.encodeCall(settlement.refund, (openJobs[i]));
            _step(stranger, address(settlement), call);
            return;
        }
        openJob(seed);
    }

    function donate(uint256 seed) public {
        address to = seed % 2 == 0 ? address(registry) : address(settlement);
        vm.prank(stranger);
        token.transfer(to, 1);
        if (seed % 2 == 0) ++donatedToRegistry;
        else ++donatedToSettlement;
    }

    function _termsFor(address who, uint256 seed)
        internal
        view
        returns (bool live, JobTerms memory terms)
    {
        uint128 free = _free(who);
        if (nodes.length == 0 || free == 0 || openJobs.length >= MOST_OPEN) return (false, terms);
        for (uint256 i = 0; i < nodes.length && !live; ++i) {
            NodeId nodeId = nodes[(seed % nodes.length + i) % nodes.length];
            Admission memory admitted = registry.admission(nodeId);
            if (admitted.until <= block.timestamp) continue;
            live = true;
            terms = _terms(0);
            terms.nodeId = nodeId;
            terms.signer = admitted.signer;
            terms.deadline = uint40(_bounded(_next(seed), block.timestamp + 1, admitted.until));
        }
        terms.client = who;
        terms.maxPrice = uint96(_bounded(_next(seed ^ 1), 0, free > 50 ether ? 50 ether : free));
        terms.unitPrice = uint96(_bounded(_next(seed ^ 2), 0, 2 ether));
        terms.specCommitment = bytes32(seed);
    }

    function _spoil(JobTerms memory terms, uint256 seed) private view {
        if (seed % 4 == 0) terms.signer = stranger;
        else if (seed % 4 == 1) terms.deadline = uint40(block.timestamp);
        else if (seed % 4 == 2) terms.maxPrice = uint96(_free(terms.client) + 1);
        else ++terms.nonce;
    }
}
