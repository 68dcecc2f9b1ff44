// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SettlementModel } from "./SettlementModel.sol";

/// Sessions of Settlement.
abstract contract SessionModel is SettlementModel {
    function openSession(address caller, SessionTerms memory terms)
        external
        returns (string memory)
    {
        if (caller != terms.client) return "NotClient";
        if (terms.nonce != accounts[terms.client].nonce) return "NonceMismatch";
        if (accounts[terms.client].free < terms.cap) return "FreeBalanceTooLow";
        string memory error_ = sessionAdmissionRefusal(terms);
        if (refused(error_)) return error_;
        accounts[terms.client].nonce += 1;
        startSession(terms);
        return "";
    }

    function openSessionFor(address, SessionTerms memory terms, bool signatureValid)
        external
        returns (string memory)
    {
        string memory error_ = orderRefusal(terms.client, terms.nonce, terms.cap, signatureValid);
        if (refused(error_)) return error_;
        error_ = sessionAdmissionRefusal(terms);
        if (refused(error_)) return error_;
        orderUsed[terms.client][terms.nonce] = true;
        startSession(terms);
        return "";
    }

    /// `batchSigner`: who signed the batch under the present domain; 0 if nobody did.
    function settleSession(
        address,
        SessionTerms memory terms,
        SessionRow[] memory rows,
        address batchSigner
    ) external returns (string memory) {
        if (rows.length == 0) return "EmptyBatch";
        if (sessions[terms.sessionId].status == SessionStatus.None) return "SessionNotOpen";
        if (now_ > sessions[terms.sessionId].closeAt) return "SessionClosed";
        Standing memory key = standing(terms.nodeId, batchSigner);
        if (key.status == KeyStatus.Condemned) return "SignerCondemned";
        if (key.status == KeyStatus.None || key.policyId != terms.policyId) {
            return "SignerNotOfSession";
        }
        if (key.until < now_) return "SignerExpired";
        for (uint256 i = 0; i < rows.length; i++) {
            settleRow(terms, rows[i]);
        }
        return "";
    }

    function giveNotice(address caller, SessionTerms memory terms)
        external
        returns (string memory)
    {
        if (caller != terms.client) return "NotClient";
        if (sessions[terms.sessionId].status == SessionStatus.None) return "SessionNotOpen";
        if (now_ + terms.noticePeriod >= sessions[terms.sessionId].closeAt) {
            return "SessionEndsSooner";
        }
        sessions[terms.sessionId].closeAt = now_ + terms.noticePeriod;
        sessions[terms.sessionId].status = SessionStatus.Noticed;
        return "";
    }

    function reclaim(address, SessionTerms memory terms) external returns (string memory) {
        if (sessions[terms.sessionId].status == SessionStatus.None) return "SessionNotOpen";
        bool closed = now_ > sessions[terms.sessionId].closeAt;
        if (!closed && nodes[terms.nodeId].status != NodeStatus.Condemned) {
            return "SessionNotClosed";
        }
        accounts[terms.client].free += sessions[terms.sessionId].left;
        delete sessions[terms.sessionId];
        return "";
    }

    function sessionAdmissionRefusal(SessionTerms memory terms)
        internal
        view
        returns (string memory)
    {
        Admission memory a = admission(terms.nodeId);
        if (a.until < now_) return "NodeNotAdmitted";
        if (terms.policyId != a.policyId) return "SessionPolicyMismatch";
        if (terms.expiry <= now_) return "DeadlinePassed";
        if (terms.noticePeriod > windows_.maxSessionNotice) return "NoticeTooLong";
        return "";
    }

    function startSession(SessionTerms memory terms) internal {
        accounts[terms.client].free -= terms.cap;
        uint256 feeBps = admission(terms.nodeId).feeBps;
        sessions[terms.sessionId] = Session(terms.cap, terms.expiry, 0, feeBps, SessionStatus.Open);
        sessionIds.push(terms.sessionId);
    }

    function settleRow(SessionTerms memory terms, SessionRow memory row) internal {
        Session storage session_ = sessions[terms.sessionId];
        if (row.index < session_.nextIndex || row.index >= 2 ** 32 - 1) return;
        uint256 payment =
            pay(terms.nodeId, row.units, terms.unitPrice, session_.left, session_.feeBps);
        session_.left -= payment;
        session_.nextIndex = row.index + 1;
    }
}
