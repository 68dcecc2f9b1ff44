// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { RegistryModel } from "./RegistryModel.sol";

/// "Cases": judged (causes 1 to 4, by quorum) and proven (cause 5, by two receipts).
abstract contract CaseModel is RegistryModel {
    function condemn(address, Condemnation memory c, address[] memory signers)
        external
        returns (string memory)
    {
        if (c.cause < 1 || c.cause > 4) return "CauseUnknown";
        if (c.expiresAt < now_) return "CondemnationExpired";
        if (c.expiresAt > now_ + MAX_CONDEMNATION) return "CondemnationTooLong";
        if (!exists(c.nodeId)) return "NodeUnknown";
        Standing memory key = standing(c.nodeId, c.signer);
        if (key.status == KeyStatus.None) return "KeyUnknown";
        if (c.faultAt > min(key.until, now_)) return "FaultAfterKeyEnd";
        if (caseOf[c.signer][c.cause] != 0) return "CaseExists";
        string memory error_ = quorumRefusal(signers);
        if (refused(error_)) return error_;

        Case memory new_;
        new_.nodeId = c.nodeId;
        new_.signer = c.signer;
        new_.cause = c.cause;
        new_.faultAt = c.faultAt;
        new_.evidenceHash = c.evidenceHash;
        caseOf[c.signer][c.cause] = openCase(new_);
        return "";
    }

    function proveEquivocation(
        address caller,
        JobTerms memory terms,
        Shown memory a,
        Shown memory b
    ) external returns (string memory) {
        string memory error_ = receiptsRefusal(terms.jobId, a, b);
        if (refused(error_)) return error_;
        if (a.batchSigner != terms.signer) return "ReceiptSignerMismatch";
        error_ = keyRefusal(terms.nodeId, terms.jobId, a.batchSigner);
        if (refused(error_)) return error_;
        uint256 price = min(max(a.units, b.units) * terms.unitPrice, terms.maxPrice);
        openProven(caller, terms.nodeId, terms.client, price, a, b);
        return "";
    }

    function proveSessionEquivocation(
        address caller,
        SessionTerms memory terms,
        uint256 i,
        Shown memory a,
        Shown memory b
    ) external returns (string memory) {
        bytes32 jobId = keccak256(abi.encode(terms.sessionId, i));
        string memory error_ = receiptsRefusal(jobId, a, b);
        if (refused(error_)) return error_;
        error_ = keyRefusal(terms.nodeId, jobId, a.batchSigner);
        if (refused(error_)) return error_;
        uint256 price = min(max(a.units, b.units) * terms.unitPrice, terms.cap);
        openProven(caller, terms.nodeId, terms.client, price, a, b);
        return "";
    }

    function veto(address caller, uint256 k) external returns (string memory) {
        if (caller != guardian) return "NotGuardian";
        if (cases[k].status != CaseStatus.Open) return "CaseNotOpen";
        if (cases[k].cause == PROVEN_CAUSE) return "CaseProven";
        if (now_ >= cases[k].executableAt) return "VetoTooLate";
        cases[k].status = CaseStatus.Vetoed;
        closeCase(cases[k].nodeId);
        return "";
    }

    function execute(address, uint256 k) external returns (string memory) {
        if (cases[k].status != CaseStatus.Open) return "CaseNotOpen";
        if (now_ < cases[k].executableAt) return "CaseNotDue";
        cases[k].status = CaseStatus.Executed;
        divide(k, slash(k));
        closeCase(cases[k].nodeId);
        return "";
    }

    function claimOwed(address, address a) external returns (string memory) {
        if (owed[a] == 0) return "NothingOwed";
        move(REGISTRY, a, owed[a]);
        owed[a] = 0;
        return "";
    }

    function receiptsRefusal(bytes32 jobId, Shown memory a, Shown memory b)
        internal
        pure
        returns (string memory)
    {
        string memory error_ = receiptRefusal(jobId, a);
        if (refused(error_)) return error_;
        error_ = receiptRefusal(jobId, b);
        if (refused(error_)) return error_;
        if (a.receiptHash == b.receiptHash) return "ReceiptsEqual";
        if (b.batchSigner != a.batchSigner) return "ReceiptSignerMismatch";
        return "";
    }

    function receiptRefusal(bytes32 jobId, Shown memory r) internal pure returns (string memory) {
        if (r.jobId != jobId) return "ReceiptOfAnotherJob";
        if (r.index >= r.batch.length || r.batch[r.index] != r.receiptHash) {
            return "ReceiptNotInBatch";
        }
        return "";
    }

    function keyRefusal(uint256 n, bytes32 jobId, address signer)
        internal
        view
        returns (string memory)
    {
        if (!exists(n)) return "NodeUnknown";
        if (standing(n, signer).status == KeyStatus.None) return "KeyUnknown";
        if (equivocationOf[jobId][signer] != 0) return "CaseExists";
        return "";
    }

    function openProven(
        address reporter,
        uint256 n,
        address client,
        uint256 price,
        Shown memory a,
        Shown memory b
    ) internal {
        Case memory new_;
        new_.nodeId = n;
        new_.signer = a.batchSigner;
        new_.cause = PROVEN_CAUSE;
        new_.faultAt = now_;
        new_.evidenceHash = keccak256(abi.encode(a.receiptHash, b.receiptHash));
        new_.harmed = client;
        new_.maxCompensation = client == address(0) ? 0 : price;
        new_.reporter = reporter;
        equivocationOf[a.jobId][a.batchSigner] = openCase(new_);
    }

    function openCase(Case memory c) internal returns (uint256) {
        c.slashBps = SLASH_BPS;
        c.openedAt = now_;
        c.executableAt = now_ + windows_.caseDelay;
        c.status = CaseStatus.Open;
        caseCount += 1;
        cases[caseCount] = c;

        Standing memory key = standing(c.nodeId, c.signer);
        if (key.status != KeyStatus.Condemned) {
            keys[c.signer] = Key(c.nodeId, min(key.until, now_), key.policyId, KeyStatus.Condemned);
        }
        Node storage node_ = nodes[c.nodeId];
        if (node_.signer == c.signer) node_.status = NodeStatus.Condemned;
        else if (node_.status == NodeStatus.Attested) node_.status = NodeStatus.Accused;
        node_.openCases += 1;
        if (node_.unbonding > 0 && now_ < releasedAt(c.nodeId)) {
            node_.holdUntil = releasedAt(c.nodeId) + windows_.maxCaseHold;
        }
        return caseCount;
    }

    function slash(uint256 k) internal returns (uint256) {
        uint256 n = cases[k].nodeId;
        uint256 fromStake = nodes[n].stake * cases[k].slashBps / ONE_BPS;
        uint256 fromUnbonding;
        if (cases[k].openedAt >= releasedAt(n)) fromUnbonding = 0;
        else if (partlyPaid(n)) fromUnbonding = nodes[n].unbonding;
        else fromUnbonding = nodes[n].unbonding * cases[k].slashBps / ONE_BPS;
        nodes[n].stake -= fromStake;
        nodes[n].unbonding -= fromUnbonding;
        if (nodes[n].unbonding == 0) endHold(n);
        return fromStake + fromUnbonding;
    }

    function divide(uint256 k, uint256 slashed) internal {
        if (cases[k].cause != PROVEN_CAUSE) {
            credit(treasury, slashed);
            return;
        }
        uint256 reward = slashed / 20;
        uint256 compensation = min(cases[k].maxCompensation, slashed / 2);
        credit(cases[k].reporter, reward);
        credit(cases[k].harmed, compensation);
        credit(treasury, slashed - reward - compensation);
    }

    function closeCase(uint256 n) internal {
        nodes[n].openCases -= 1;
        if (nodes[n].openCases > 0) return;
        if (nodes[n].status == NodeStatus.Accused) nodes[n].status = NodeStatus.Attested;
        endHold(n);
    }

    function credit(address a, uint256 x) internal {
        if (!isCreditor[a]) creditors.push(a);
        isCreditor[a] = true;
        owed[a] += x;
    }
}
