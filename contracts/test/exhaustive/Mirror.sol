// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Model } from "./model/Model.sol";

/// @notice The naive model, and how each of its variables would lie in the slots of the contracts and
/// of the token. The drawings are those of `docs/contracts/`; nothing here knows any rule.
contract Mirror is Model {
    /// @dev A word that must stand in `key` of `target`.
    struct Slot {
        address target;
        bytes32 key;
    }

    /// @dev Whose variables are compared: of nodes, policies, cases and causes those from 1 to the number.
    struct Seen {
        uint256 nodes;
        uint256 policies;
        uint256 cases;
        uint256 causes;
        address token;
        address[] signers;
        address[] holders;
        address[] clients;
        bytes32[] jobs;
        bytes32[] sessions;
        bytes32[] provable;
    }

    /// @dev The first 256 signed orders.
    uint256 private constant FIRST_WORD = 2 ** 55;

    Seen private _seen;

    constructor(Windows memory w, Parties memory p) Model(w, p) { }

    function see(Seen calldata seen) external {
        _seen = seen;
    }

    // ---------------------------------------------------------------- where

    /// @return where In the order of `words`.
    function slots() external view returns (Slot[] memory where) {
        where = new Slot[](words().length);
        uint256 place = 0;
        for (uint256 n = 1; n <= _seen.nodes; ++n) {
            place = _several(where, place, REGISTRY, _in(bytes32(n), 0), 4);
        }
        for (uint256 p = 1; p <= _seen.policies; ++p) {
            place = _several(where, place, REGISTRY, _in(bytes32(p), 2), 2);
        }
        for (uint256 k = 1; k <= _seen.cases; ++k) {
            place = _several(where, place, REGISTRY, _in(bytes32(k), 3), 4);
        }
        place = _several(where, place, REGISTRY, bytes32(uint256(7)), 3);
        place = _slotsOfKeys(where, place);
        place = _slotsOfHolders(where, place);
        place = _slotsOfSettlement(where, place);
    }

    function _slotsOfKeys(Slot[] memory where, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.signers.length; ++i) {
            bytes32 signer = _word(_seen.signers[i]);
            where[place++] = Slot(REGISTRY, _in(signer, 1));
            for (uint256 cause = 1; cause <= _seen.causes; ++cause) {
                where[place++] = Slot(REGISTRY, _inner(bytes32(cause), _in(signer, 4)));
            }
            for (uint256 j = 0; j < _seen.provable.length; ++j) {
                where[place++] = Slot(REGISTRY, _inner(signer, _in(_seen.provable[j], 5)));
            }
        }
        return place;
    }

    function _slotsOfHolders(Slot[] memory where, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.holders.length; ++i) {
            bytes32 holder = _word(_seen.holders[i]);
            where[place++] = Slot(REGISTRY, _in(holder, 6));
            where[place++] = Slot(REGISTRY, _in(holder, 10));
            where[place++] = Slot(_seen.token, _in(holder, 0));
        }
        return place;
    }

    function _slotsOfSettlement(Slot[] memory where, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.clients.length; ++i) {
            bytes32 client = _word(_seen.clients[i]);
            where[place++] = Slot(SETTLEMENT, _in(client, 2));
            where[place++] = Slot(SETTLEMENT, _inner(bytes32(FIRST_WORD), _in(client, 3)));
        }
        for (uint256 i = 0; i < _seen.jobs.length; ++i) {
            where[place++] = Slot(SETTLEMENT, _in(_seen.jobs[i], 4));
        }
        for (uint256 i = 0; i < _seen.sessions.length; ++i) {
            where[place++] = Slot(SETTLEMENT, _in(_seen.sessions[i], 5));
        }
        for (uint256 n = 1; n <= _seen.nodes; ++n) {
            where[place++] = Slot(SETTLEMENT, _in(bytes32(n), 6));
        }
        return place;
    }

    function _several(
        Slot[] memory where,
        uint256 place,
        address target,
        bytes32 first,
        uint256 count
    ) private pure returns (uint256) {
        for (uint256 i = 0; i < count; ++i) {
            where[place++] = Slot(target, bytes32(uint256(first) + i));
        }
        return place;
    }

    function _word(address account) private pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    function _in(bytes32 key, uint256 mappingSlot) private pure returns (bytes32) {
        return keccak256(abi.encode(key, mappingSlot));
    }

    function _inner(bytes32 key, bytes32 mappingSlot) private pure returns (bytes32) {
        return keccak256(abi.encode(key, mappingSlot));
    }

    // ---------------------------------------------------------------- what

    /// @notice Every variable of what is seen, packed as the contracts pack it.
    function words() public view returns (uint256[] memory all) {
        uint256 count = _seen.nodes * 5 + _seen.policies * 2 + _seen.cases * 4 + 3
            + _seen.signers.length * (1 + _seen.causes + _seen.provable.length)
            + _seen.holders.length * 3 + _seen.clients.length * 2 + _seen.jobs.length
            + _seen.sessions.length;
        all = new uint256[](count);
        uint256 place = 0;
        for (uint256 n = 1; n <= _seen.nodes; ++n) {
            place = _ofNode(all, place, nodes[n]);
        }
        for (uint256 p = 1; p <= _seen.policies; ++p) {
            place = _ofPolicy(all, place, policies[p]);
        }
        for (uint256 k = 1; k <= _seen.cases; ++k) {
            place = _ofCase(all, place, cases[k]);
        }
        all[place++] =
            caseCount << 104 | policyCount << 80 | nodeCount << 16 | attestors << 8 | threshold;
        all[place++] = uint160(guardian);
        all[place++] = uint160(treasury);
        place = _ofKeys(all, place);
        place = _ofHolders(all, place);
        _ofSettlement(all, place);
    }

    function _ofNode(uint256[] memory all, uint256 place, Node storage node_)
        private
        view
        returns (uint256)
    {
        all[place] = node_.stake << 160 | uint160(node_.operator);
        all[place + 1] = uint256(node_.status) << 248 | node_.policyId << 224 | node_.appraisedAt
            << 192 | node_.validUntil << 160 | uint160(node_.signer);
        all[place + 2] = node_.unbonding << 160 | uint160(node_.payout);
        all[place + 3] = node_.holdUntil << 216 | node_.openCases << 200 | node_.releaseAt << 160
            | uint160(node_.pendingOperator);
        return place + 4;
    }

    function _ofPolicy(uint256[] memory all, uint256 place, Policy storage policy_)
        private
        view
        returns (uint256)
    {
        all[place] = policy_.feeBps << 240 | policy_.unitBucket << 216 | policy_.timeBucket << 200
            | policy_.teeMask << 192 | policy_.lifetime << 168 | policy_.minStake << 72
            | policy_.suspendedUntil << 40 | policy_.graceUntil << 8 | uint256(policy_.status);
        all[place + 1] = uint256(policy_.digest);
        return place + 2;
    }

    function _ofCase(uint256[] memory all, uint256 place, Case storage case_)
        private
        view
        returns (uint256)
    {
        all[place] = uint256(case_.status) << 208 | case_.cause << 200 | case_.slashBps << 184
            | case_.openedAt << 144 | case_.faultAt << 104 | case_.executableAt << 64 | case_.nodeId;
        all[place + 1] = uint256(case_.evidenceHash);
        all[place + 2] = case_.maxCompensation << 160 | uint160(case_.harmed);
        all[place + 3] = uint160(case_.reporter);
        return place + 4;
    }

    function _ofKeys(uint256[] memory all, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.signers.length; ++i) {
            address signer = _seen.signers[i];
            Key storage key = keys[signer];
            // None, Retired, Condemned: the contracts have no Current in storage.
            uint256 status = key.status == KeyStatus.None ? 0 : uint256(key.status) - 1;
            all[place++] = status << 120 | key.policyId << 96 | key.until << 64 | key.nodeId;
            for (uint256 cause = 1; cause <= _seen.causes; ++cause) {
                all[place++] = caseOf[signer][cause];
            }
            for (uint256 j = 0; j < _seen.provable.length; ++j) {
                all[place++] = equivocationOf[_seen.provable[j]][signer];
            }
        }
        return place;
    }

    function _ofHolders(uint256[] memory all, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.holders.length; ++i) {
            address holder = _seen.holders[i];
            all[place++] = uint256(attestorStatus[holder]);
            all[place++] = owed[holder];
            all[place++] = tokenOf[holder];
        }
        return place;
    }

    function _ofSettlement(uint256[] memory all, uint256 place) private view returns (uint256) {
        for (uint256 i = 0; i < _seen.clients.length; ++i) {
            address client = _seen.clients[i];
            all[place++] = accounts[client].nonce << 128 | accounts[client].free;
            all[place++] = _ordersOf(client);
        }
        for (uint256 i = 0; i < _seen.jobs.length; ++i) {
            Job storage job_ = jobs[_seen.jobs[i]];
            all[place++] =
                job_.feeBps << 176 | job_.openedAt << 136 | job_.deadline << 96 | job_.amount;
        }
        for (uint256 i = 0; i < _seen.sessions.length; ++i) {
            Session storage one = sessions[_seen.sessions[i]];
            all[place++] = uint256(one.status) << 184 | one.feeBps << 168 | one.nextIndex << 136
                | one.closeAt << 96 | one.left;
        }
        for (uint256 n = 1; n <= _seen.nodes; ++n) {
            Earnings storage earned = earningsOf[n];
            all[place++] = earned.jobs << 208 | earned.fee << 112 | earned.net;
        }
        return place;
    }

    /// @dev Of the first three nonces: scenes use no other.
    function _ordersOf(address client) private view returns (uint256 used) {
        for (uint256 b = 0; b < 3; ++b) {
            if (orderUsed[client][FIRST_ORDER + b]) used |= 1 << b;
        }
    }
}
