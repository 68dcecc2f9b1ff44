// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { Account } from "../../src/types/Account.sol";
import { Earnings } from "../../src/types/Earnings.sol";
import { Job } from "../../src/types/Job.sol";
import { JobId } from "../../src/types/JobId.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Session, SessionId, SessionStatus } from "../../src/types/Session.sol";
import { Vm } from "../base/Vm.sol";
import { Replay } from "./Replay.sol";

/// @notice Settlement's slots, rebuilt from its events alone.
contract SettlementReplay is Replay {
    string private nameFallback;
    string private versionFallback;
    mapping(address client => Account) private accounts;
    mapping(address client => mapping(uint56 word => uint256 used)) private orders;
    mapping(JobId jobId => Job) private jobs;
    mapping(SessionId sessionId => Session) private sessions;
    mapping(NodeId nodeId => Earnings) private earnings;

    function _apply(bytes32 kind, Vm.Log calldata log) internal override {
        if (_accounts(kind, log) || _jobs(kind, log) || _earnings(kind, log)) return;
        if (_sessions(kind, log)) return;
        revert EventUnknown(kind);
    }

    function _accounts(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        address client = _account(log.topics[1]);
        if (kind == IJobEscrow.Deposited.selector) {
            accounts[client].free += abi.decode(log.data, (uint128));
        } else if (kind == IJobEscrow.Withdrawn.selector) {
            accounts[client].free -= abi.decode(log.data, (uint128));
        } else if (kind == IJobEscrow.OrdersInvalidated.selector) {
            orders[client][uint56(uint256(log.topics[2]))] |= abi.decode(log.data, (uint256));
        } else {
            return false;
        }
        return true;
    }

    function _jobs(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        JobId jobId = JobId.wrap(log.topics[1]);
        if (kind == IJobEscrow.JobOpened.selector) {
            _open(jobId, _account(log.topics[3]), log.data);
        } else if (
            kind == IJobEscrow.JobCancelled.selector || kind == IJobEscrow.JobRefunded.selector
        ) {
            delete jobs[jobId];
            accounts[_account(log.topics[3])].free += abi.decode(log.data, (uint96));
        } else if (kind == ISettlement.JobSettled.selector) {
            delete jobs[jobId];
            _earn(NodeId.wrap(uint64(uint256(log.topics[2]))), _account(log.topics[3]), log.data);
        } else {
            return kind == ISettlement.ReceiptSkipped.selector;
        }
        return true;
    }

    function _earnings(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        Earnings storage earned = earnings[NodeId.wrap(uint64(uint256(log.topics[1])))];
        if (kind == ISettlement.EarningsClaimed.selector) {
            earned.net -= abi.decode(log.data, (uint112));
        } else if (kind == ISettlement.FeesClaimed.selector) {
            earned.fee -= abi.decode(log.data, (uint96));
        } else {
            return false;
        }
        return true;
    }

    function _open(JobId jobId, address client, bytes calldata data) private {
        (, uint96 maxPrice,, uint40 deadline,, uint64 nonce,, uint16 feeBps) =
            abi.decode(data, (address, uint96, uint96, uint40, bytes32, uint64, PolicyId, uint16));
        jobs[jobId] = Job(maxPrice, deadline, uint40(block.timestamp), feeBps);
        _pay(client, maxPrice, nonce);
    }

    function _sessions(bytes32 kind, Vm.Log calldata log) private returns (bool) {
        Session storage session = sessions[SessionId.wrap(log.topics[1])];
        if (kind == ISessions.SessionOpened.selector) {
            address client = _account(log.topics[3]);
            (,, uint96 cap, uint40 expiry,, uint64 nonce, uint16 feeBps) =
                abi.decode(log.data, (PolicyId, uint96, uint96, uint40, uint32, uint64, uint16));
            (session.left, session.closeAt, session.feeBps) = (cap, expiry, feeBps);
            session.status = SessionStatus.Open;
            _pay(client, cap, nonce);
        } else if (kind == ISessions.SessionNoticed.selector) {
            session.closeAt = abi.decode(log.data, (uint40));
            session.status = SessionStatus.Noticed;
        } else if (kind == ISessions.SessionSettled.selector) {
            (, uint32 count, uint96 payment, uint96 fee, uint32 nextIndex) =
                abi.decode(log.data, (address, uint32, uint96, uint96, uint32));
            session.left -= payment;
            session.nextIndex = nextIndex;
            Earnings storage earned = earnings[NodeId.wrap(uint64(uint256(log.topics[2])))];
            earned.net += payment - fee;
            earned.fee += fee;
            earned.jobs += count;
        } else if (kind == ISessions.SessionReclaimed.selector) {
            delete sessions[SessionId.wrap(log.topics[1])];
            accounts[_account(log.topics[3])].free += abi.decode(log.data, (uint96));
        } else {
            return kind == ISessions.SessionJobSettled.selector
                || kind == ISessions.SessionReceiptSkipped.selector;
        }
        return true;
    }

    function _pay(address client, uint96 amount, uint64 nonce) private {
        accounts[client].free -= amount;
        if (nonce < 1 << 63) accounts[client].nonce = nonce + 1;
        else orders[client][uint56(nonce >> 8)] |= 1 << (nonce & 0xff);
    }

    function _earn(NodeId nodeId, address client, bytes calldata data) private {
        (, uint96 payment, uint96 fee, uint96 refund) =
            abi.decode(data[:128], (uint64, uint96, uint96, uint96));
        Earnings storage earned = earnings[nodeId];
        earned.net += payment - fee;
        earned.fee += fee;
        ++earned.jobs;
        accounts[client].free += refund;
    }
}
