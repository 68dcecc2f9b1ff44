// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { SessionId, SessionRow, SessionTerms } from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Twins } from "./Twins.sol";
import { ModelTypes } from "./model/ModelTypes.sol";

/// @notice C-59, sessions: a direct and a signed one and a job from the same nonces, batches of the
/// present, the former and a foreign key, notice and both ways to reclaim, around every end.
contract ExhaustiveSessionsTest is Twins {
    SessionTerms private _direct;
    SessionTerms private _order;

    function test_theModelAndTheContractsAgreeOnSessions() public {
        _run(5, 52_000);
    }

    function _scene() internal pure override returns (string memory) {
        return "sessions";
    }

    function _prepare() internal override {
        (causes, cases) = (1, 2);
        _direct = _sessionTerms(0);
        _order = _sessionTerms(FIRST_ORDER);
        (_order.cap, _order.expiry) = (7, uint40(START + 6 hours));
        sessions.push(SessionId.unwrap(_sessionIdOf(_direct)));
        sessions.push(SessionId.unwrap(_sessionIdOf(_order)));
        JobTerms memory job = _terms(0);
        jobs.push(JobId.unwrap(_idOf(job)));
        _mayOpen("open a job with the nonce", client, job);
        _openings();
        _settlements();
        _endings();
        _mayClaim();
        _trust();
        _wait(6 hours);
        _wait(1);
        _wait(1 days - 6 hours - 1);
        _wait(29 days);
    }

    function _openings() private {
        _mayOpenSession("open", client, _direct);
        _mayOpenSession("open for another", stranger, _direct);
        SessionTerms memory other = _direct;
        other.policy = PolicyId.wrap(2);
        sessions.push(SessionId.unwrap(_sessionIdOf(other)));
        _mayOpenSession("open under another policy", client, other);
        other = _sessionTerms(0);
        other.noticePeriod = 1 days + 1;
        sessions.push(SessionId.unwrap(_sessionIdOf(other)));
        _mayOpenSession("open with a long notice", client, other);
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(CLIENT_KEY, SessionId.unwrap(_sessionIdOf(_order)));
        _maySettlement(
            "open order",
            stranger,
            abi.encodeCall(settlement.openSessionFor, (_order, abi.encodePacked(r, s, v))),
            abi.encodeCall(mirror.openSessionFor, (stranger, _modelled(_order), true))
        );
    }

    function _mayOpenSession(string memory name, address caller, SessionTerms memory terms)
        private
    {
        _maySettlement(
            name,
            caller,
            abi.encodeCall(settlement.openSession, (terms)),
            abi.encodeCall(mirror.openSession, (caller, _modelled(terms)))
        );
    }

    function _settlements() private {
        _maySettle("settle first and third", ENCLAVE_KEY, _direct, _two(0, 2, 10));
        _maySettle("settle second twice, beyond the cap", ENCLAVE_KEY, _direct, _two(1, 1, 60));
        _maySettle("settle by the next key", NEXT_KEY, _direct, _two(0, 1, 10));
        _maySettle("settle by a foreign key", CLIENT_KEY, _direct, _two(0, 1, 10));
        _maySettle(
            "settle the last indices", ENCLAVE_KEY, _direct, _two(2 ** 32 - 2, 2 ** 32 - 1, 1)
        );
        _maySettle("settle order", ENCLAVE_KEY, _order, _two(0, 1, 0));
        _maySettle("settle nothing", ENCLAVE_KEY, _direct, new SessionRow[](0));
    }

    function _two(uint32 first, uint32 second, uint64 units)
        private
        view
        returns (SessionRow[] memory rows)
    {
        rows = new SessionRow[](2);
        (rows[0], rows[1]) = (_sessionRow(first, units), _sessionRow(second, units));
    }

    function _maySettle(
        string memory name,
        uint256 key,
        SessionTerms memory terms,
        SessionRow[] memory rows
    ) private {
        ModelTypes.SessionRow[] memory modelled = new ModelTypes.SessionRow[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            modelled[i] =
                ModelTypes.SessionRow(rows[i].metering.index(), rows[i].metering.computeUnits());
        }
        CompactSignature memory signature = _signSession(key, terms, rows);
        _maySettlement(
            name,
            stranger,
            abi.encodeCall(settlement.settleSession, (terms, rows, signature)),
            abi.encodeCall(
                mirror.settleSession, (stranger, _modelled(terms), modelled, vm.addr(key))
            )
        );
    }

    function _endings() private {
        _mayGiveNotice("give notice", client);
        _mayGiveNotice("give notice by another", stranger);
        _mayReclaim("reclaim", _direct);
        _mayReclaim("reclaim order", _order);
    }

    function _mayGiveNotice(string memory name, address caller) private {
        _maySettlement(
            name,
            caller,
            abi.encodeCall(settlement.giveNotice, (_direct)),
            abi.encodeCall(mirror.giveNotice, (caller, _modelled(_direct)))
        );
    }

    function _mayReclaim(string memory name, SessionTerms memory terms) private {
        _maySettlement(
            name,
            stranger,
            abi.encodeCall(settlement.reclaim, (terms)),
            abi.encodeCall(mirror.reclaim, (stranger, _modelled(terms)))
        );
    }

    function _trust() private {
        _mayCondemn("condemn", _condemnation(enclave, 1));
        Verdict memory verdict = _verdict();
        verdict.appraisedAt = uint32(START + 6 hours);
        verdict.validUntil = uint32(START + 1 days + 6 hours);
        _mayAttest("renew", verdict);
        verdict.signer = vm.addr(NEXT_KEY);
        _mayAttest("rotate", verdict);
    }
}
