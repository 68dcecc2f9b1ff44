// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Admission } from "../../src/types/Admission.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Session, SessionRow, SessionTerms } from "../../src/types/Session.sol";
import { ClientSteps } from "./ClientSteps.sol";

/// @notice Sessions from their opening to their end.
abstract contract SessionSteps is ClientSteps {
    uint256 private constant MOST_SESSIONS = 6;

    function openSession(uint256 seed) public {
        address who = vm.addr(_clientKeyAt(seed));
        (bool live, SessionTerms memory terms) = _sessionFor(who, seed);
        if (!live) return settleSession(seed);
        if (_spoiled(seed)) terms.noticePeriod = 2 days;
        bytes memory call = abi.encodeCall(settlement.openSession, (terms));
        if (_step(who, address(settlement), call)) openSessions.push(terms);
    }

    function settleSession(uint256 seed) public {
        for (uint256 i = 0; i < openSessions.length; ++i) {
            SessionTerms memory terms =
                openSessions[(seed % openSessions.length + i) % openSessions.length];
            Admission memory admitted = registry.admission(terms.nodeId);
            Session memory open = settlement.session(_sessionIdOf(terms));
            bool can = admitted.until >= block.timestamp && admitted.policy == terms.policy
                && open.closeAt >= block.timestamp;
            if (!can && !_spoiled(seed)) continue;
            SessionRow[] memory rows = new SessionRow[](_bounded(_next(seed), 1, 3));
            for (uint256 j = 0; j < rows.length; ++j) {
                // Some repeat an index, some leave one out.
                uint256 index = open.nextIndex + _bounded(seed >> (8 * j), 0, 2) + j;
                rows[j] = _sessionRow(uint32(index), uint64(_bounded(seed >> (16 * j), 0, 20)));
            }
            uint256 key = _spoiled(_next(seed)) ? CLIENT_KEY : keyOf[admitted.signer];
            if (key == 0) key = CLIENT_KEY;
            bytes memory call = abi.encodeCall(
                settlement.settleSession, (terms, rows, _signSession(key, terms, rows))
            );
            _step(stranger, address(settlement), call);
            return;
        }
        openJob(seed);
    }

    function giveNotice(uint256 seed) public {
        for (uint256 i = 0; i < openSessions.length; ++i) {
            SessionTerms memory terms = openSessions[i];
            uint256 closeAt = settlement.session(_sessionIdOf(terms)).closeAt;
            if (block.timestamp + terms.noticePeriod >= closeAt && !_spoiled(seed)) continue;
            bytes memory call = abi.encodeCall(settlement.giveNotice, (terms));
            _step(terms.client, address(settlement), call);
            return;
        }
        openSession(seed);
    }

    function reclaimSession(uint256 seed) public {
        for (uint256 i = 0; i < openSessions.length; ++i) {
            SessionTerms memory terms = openSessions[i];
            uint256 closeAt = settlement.session(_sessionIdOf(terms)).closeAt;
            if (block.timestamp <= closeAt && !_spoiled(seed)) continue;
            _step(stranger, address(settlement), abi.encodeCall(settlement.reclaim, (terms)));
            return;
        }
        settleSession(seed);
    }

    function _sessionFor(address who, uint256 seed)
        private
        view
        returns (bool live, SessionTerms memory terms)
    {
        uint128 free = _free(who);
        if (nodes.length == 0 || free == 0 || openSessions.length >= MOST_SESSIONS) {
            return (false, terms);
        }
        for (uint256 i = 0; i < nodes.length; ++i) {
            NodeId nodeId = nodes[(seed % nodes.length + i) % nodes.length];
            Admission memory admitted = registry.admission(nodeId);
            if (admitted.until < block.timestamp) continue;
            terms = _sessionTerms(settlement.account(who).nonce);
            terms.client = who;
            terms.nodeId = nodeId;
            terms.policy = admitted.policy;
            terms.cap = uint96(_bounded(_next(seed), 0, free > 50 ether ? 50 ether : free));
            terms.expiry = uint40(block.timestamp + _bounded(_next(seed ^ 1), 1, 5 days));
            return (true, terms);
        }
    }
}
