// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { Permit } from "../../src/types/Permit.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { SessionId, SessionRow, SessionTerms } from "../../src/types/Session.sol";
import { Access } from "./Access.sol";

/// @notice C-30, for Settlement.
contract SettlementAccessTest is Access {
    function _subject() internal view override returns (string memory, address) {
        return ("Settlement", address(settlement));
    }

    function _arrange(bytes32 name, address caller) internal override returns (bytes memory) {
        bytes memory call = _onAccounts(name, caller);
        if (call.length != 0) return call;
        call = _onSessions(name);
        if (call.length != 0) return call;
        return name == "open" || name == "openMany" || name == "openFor"
            ? _anOpening(name)
            : _onJobs(name);
    }

    /// @dev Everybody may withdraw: their own.
    function _onAccounts(bytes32 name, address caller) private view returns (bytes memory) {
        if (name == "deposit") return abi.encodeCall(settlement.deposit, (client, 1));
        if (name == "depositWithPermit") {
            return abi.encodeCall(settlement.depositWithPermit, (client, 1, Permit(0, 0, 0, 0)));
        }
        if (name == "withdraw") return abi.encodeCall(settlement.withdraw, (caller, 1 ether));
        if (name == "invalidate") return abi.encodeCall(settlement.invalidate, (1 << 55, 1));
        return "";
    }

    function _anOpening(bytes32 name) private view returns (bytes memory) {
        if (name == "open") return abi.encodeCall(settlement.open, (_terms(0)));
        if (name == "openMany") {
            JobTerms[] memory terms = new JobTerms[](1);
            terms[0] = _terms(0);
            return abi.encodeCall(settlement.openMany, (terms));
        }
        JobTerms memory order = _terms(FIRST_ORDER);
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(_idOf(order)));
        return abi.encodeCall(settlement.openFor, (order, abi.encodePacked(r, vs)));
    }

    function _onSessions(bytes32 name) private returns (bytes memory) {
        SessionTerms memory terms = _sessionTerms(name == "openSessionFor" ? FIRST_ORDER : 0);
        if (name == "openSession") return abi.encodeCall(settlement.openSession, (terms));
        if (name == "openSessionFor") {
            bytes32 digest = SessionId.unwrap(_sessionIdOf(terms));
            (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, digest);
            return abi.encodeCall(settlement.openSessionFor, (terms, abi.encodePacked(r, vs)));
        }
        if (name != "settleSession" && name != "giveNotice" && name != "reclaim") return "";
        _openSession(terms);
        if (name == "giveNotice") return abi.encodeCall(settlement.giveNotice, (terms));
        if (name == "settleSession") {
            SessionRow[] memory rows = _sessionRows(1, 4);
            CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
            return abi.encodeCall(settlement.settleSession, (terms, rows, signature));
        }
        vm.warp(uint256(terms.expiry) + 1);
        return abi.encodeCall(settlement.reclaim, (terms));
    }

    function _onJobs(bytes32 name) private returns (bytes memory) {
        JobTerms memory terms = _terms(0);
        _open(terms);
        if (name == "cancel") return abi.encodeCall(settlement.cancel, (terms));
        if (name == "refund") {
            vm.warp(uint256(terms.deadline) + 1);
            return abi.encodeCall(settlement.refund, (terms));
        }
        if (name == "settle") {
            ReceiptRow[] memory rows = _rows(_row(terms, 4));
            return abi.encodeCall(settlement.settle, (rows, _signBatch(ENCLAVE_KEY, rows)));
        }
        _settle(terms, 4);
        if (name == "claim") return abi.encodeCall(settlement.claim, (node));
        if (name == "claimFees") {
            NodeId[] memory nodes = new NodeId[](1);
            nodes[0] = node;
            return abi.encodeCall(settlement.claimFees, (nodes));
        }
        return "";
    }
}
