// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { GovernanceModel } from "./GovernanceModel.sol";

/// Accounts, jobs and earnings of Settlement.
abstract contract SettlementModel is GovernanceModel {
    function deposit(address caller, address client, uint256 x, uint256 arrives)
        external
        returns (string memory)
    {
        if (client == address(0)) return "EscrowZeroAddress";
        if (x == 0) return "EscrowZeroAmount";
        if (arrives != x) return "TokenReceivedMismatch";
        if (!isClient[client]) clients.push(client);
        isClient[client] = true;
        move(caller, SETTLEMENT, x);
        accounts[client].free += x;
        return "";
    }

    function withdraw(address caller, address to, uint256 x) external returns (string memory) {
        if (to == address(0)) return "EscrowZeroAddress";
        if (x == 0) return "EscrowZeroAmount";
        if (accounts[caller].free < x) return "FreeBalanceTooLow";
        accounts[caller].free -= x;
        move(SETTLEMENT, to, x);
        return "";
    }

    function open(address caller, JobTerms memory terms) external returns (string memory) {
        Account memory account_ = accounts[terms.client];
        string memory error_ = openRefusal(caller, terms, account_.nonce, account_.free);
        if (refused(error_)) return error_;
        accounts[terms.client].nonce += 1;
        openJob(terms);
        return "";
    }

    /// First every row against the account that the rows before would leave, then every effect.
    function openMany(address caller, JobTerms[] memory list) external returns (string memory) {
        if (list.length == 0) return "EmptyBatch";
        Account memory account_ = accounts[caller];
        for (uint256 i = 0; i < list.length; i++) {
            string memory error_ = openRefusal(caller, list[i], account_.nonce, account_.free);
            if (refused(error_)) return error_;
            account_.nonce += 1;
            account_.free -= list[i].maxPrice;
        }
        for (uint256 i = 0; i < list.length; i++) {
            accounts[caller].nonce += 1;
            openJob(list[i]);
        }
        return "";
    }

    function openFor(address, JobTerms memory terms, bool signatureValid)
        external
        returns (string memory)
    {
        string memory error_ =
            orderRefusal(terms.client, terms.nonce, terms.maxPrice, signatureValid);
        if (refused(error_)) return error_;
        error_ = jobAdmissionRefusal(terms);
        if (refused(error_)) return error_;
        orderUsed[terms.client][terms.nonce] = true;
        openJob(terms);
        return "";
    }

    function invalidate(address caller, uint256 word, uint256 mask)
        external
        returns (string memory)
    {
        if (word < 2 ** 55) return "OrderWordTooLow";
        for (uint256 b = 0; b < 256; b++) {
            if ((mask >> b) & 1 == 1) orderUsed[caller][word * 256 + b] = true;
        }
        return "";
    }

    function cancel(address caller, JobTerms memory terms) external returns (string memory) {
        if (caller != nodes[terms.nodeId].operator) return "NotNodeOperator";
        if (jobs[terms.jobId].deadline == 0) return "JobNotOpen";
        accounts[terms.client].free += jobs[terms.jobId].amount;
        delete jobs[terms.jobId];
        return "";
    }

    function refund(address, JobTerms memory terms) external returns (string memory) {
        if (jobs[terms.jobId].deadline == 0) return "JobNotOpen";
        if (now_ <= jobs[terms.jobId].deadline && !condemned(terms.signer)) {
            return "DeadlineNotPassed";
        }
        accounts[terms.client].free += jobs[terms.jobId].amount;
        delete jobs[terms.jobId];
        return "";
    }

    /// `batchSigner`: who signed the batch under the present domain; 0 if nobody did.
    function settle(address, JobRow[] memory rows, address batchSigner)
        external
        returns (string memory)
    {
        if (rows.length == 0) return "EmptyBatch";
        for (uint256 i = 0; i < rows.length; i++) {
            if (rows[i].terms.nodeId != rows[0].terms.nodeId) return "ReceiptOfAnotherNode";
            if (rows[i].terms.signer != rows[0].terms.signer) return "ReceiptOfAnotherSigner";
        }
        if (batchSigner == address(0) || batchSigner != rows[0].terms.signer) {
            return "EnclaveSignatureInvalid";
        }
        if (condemned(batchSigner)) return "SignerCondemned";
        for (uint256 i = 0; i < rows.length; i++) {
            settleJob(rows[i]);
        }
        return "";
    }

    function claim(address, uint256 n) external returns (string memory) {
        if (earningsOf[n].net == 0) return "NothingToClaim";
        move(SETTLEMENT, nodes[n].payout, earningsOf[n].net);
        earningsOf[n].net = 0;
        return "";
    }

    function claimFees(address, uint256[] memory list) external returns (string memory) {
        bool some = false;
        for (uint256 i = 0; i < list.length; i++) {
            if (earningsOf[list[i]].fee > 0) some = true;
        }
        if (!some) return "NoFeesToClaim";
        for (uint256 i = 0; i < list.length; i++) {
            move(SETTLEMENT, treasury, earningsOf[list[i]].fee);
            earningsOf[list[i]].fee = 0;
        }
        return "";
    }

    function openRefusal(address caller, JobTerms memory terms, uint256 nonce, uint256 free)
        internal
        view
        returns (string memory)
    {
        if (caller != terms.client) return "NotClient";
        if (terms.nonce != nonce) return "NonceMismatch";
        if (free < terms.maxPrice) return "FreeBalanceTooLow";
        return jobAdmissionRefusal(terms);
    }

    function orderRefusal(address client, uint256 nonce, uint256 price, bool signatureValid)
        internal
        view
        returns (string memory)
    {
        if (!signatureValid) return "ClientSignatureInvalid";
        if (nonce < FIRST_ORDER) return "OrderNonceTooLow";
        if (orderUsed[client][nonce]) return "OrderUsed";
        if (accounts[client].free < price) return "FreeBalanceTooLow";
        return "";
    }

    function jobAdmissionRefusal(JobTerms memory terms) internal view returns (string memory) {
        Admission memory a = admission(terms.nodeId);
        if (terms.signer != a.signer) return "SignerNotCurrent";
        if (terms.deadline <= now_) return "DeadlinePassed";
        if (terms.deadline > a.until) return "DeadlineBeyondAdmission";
        return "";
    }

    function openJob(JobTerms memory terms) internal {
        accounts[terms.client].free -= terms.maxPrice;
        jobs[terms.jobId] =
            Job(terms.maxPrice, terms.deadline, now_, admission(terms.nodeId).feeBps);
        jobIds.push(terms.jobId);
    }

    function settleJob(JobRow memory row) internal {
        Job memory job_ = jobs[row.terms.jobId];
        if (job_.deadline == 0 || now_ > job_.deadline) return;
        uint256 payment =
            pay(row.terms.nodeId, row.units, row.terms.unitPrice, job_.amount, job_.feeBps);
        accounts[row.terms.client].free += job_.amount - payment;
        delete jobs[row.terms.jobId];
    }

    function pay(uint256 n, uint256 units, uint256 unitPrice, uint256 amount, uint256 feeBps)
        internal
        returns (uint256 payment)
    {
        payment = min(units * unitPrice, amount);
        uint256 fee = ceilBps(payment, feeBps);
        earningsOf[n].net += payment - fee;
        earningsOf[n].fee += fee;
        earningsOf[n].jobs += 1;
    }
}
