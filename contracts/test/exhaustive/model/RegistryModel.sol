// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ModelState } from "./ModelState.sol";

/// "Operations on nodes and stake" and "Verdicts". Each returns the error's name, or "" if accepted; an unnamed first
/// argument is a caller that does not matter.
abstract contract RegistryModel is ModelState {
    function register(address caller, address payout) external returns (string memory) {
        if (payout == address(0)) return "ZeroAddress";
        nodeCount += 1;
        nodes[nodeCount].operator = caller;
        nodes[nodeCount].payout = payout;
        nodes[nodeCount].status = NodeStatus.Registered;
        return "";
    }

    function setPayout(address caller, uint256 n, address payout) external returns (string memory) {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].operator) return "NotOperator";
        if (payout == address(0)) return "ZeroAddress";
        nodes[n].payout = payout;
        return "";
    }

    function transferOperator(address caller, uint256 n, address to)
        external
        returns (string memory)
    {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].operator) return "NotOperator";
        nodes[n].pendingOperator = to;
        return "";
    }

    function acceptOperator(address caller, uint256 n, uint256 minStake)
        external
        returns (string memory)
    {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].pendingOperator) return "NotPendingOperator";
        if (nodes[n].stake < minStake) return "StakeTooLow";
        nodes[n].operator = caller;
        nodes[n].payout = caller;
        nodes[n].pendingOperator = address(0);
        if (nodes[n].status != NodeStatus.Condemned) nodes[n].status = NodeStatus.Registered;
        return "";
    }

    function stake(address caller, uint256 n, address expected, uint256 x, uint256 arrives)
        external
        returns (string memory)
    {
        if (!exists(n)) return "NodeUnknown";
        if (nodes[n].operator != expected) return "OperatorMismatch";
        if (x == 0) return "ZeroAmount";
        if (arrives != x) return "TokenReceivedMismatch";
        move(caller, REGISTRY, x);
        nodes[n].stake += x;
        return "";
    }

    function unbond(address caller, uint256 n, uint256 x) external returns (string memory) {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].operator) return "NotOperator";
        if (x == 0) return "ZeroAmount";
        if (x > nodes[n].stake) return "StakeTooLow";
        if (partlyPaid(n)) return "StakeLocked";
        nodes[n].stake -= x;
        nodes[n].unbonding += x;
        nodes[n].releaseAt = now_ + windows_.unbonding;
        if (nodes[n].openCases > 0) nodes[n].holdUntil = nodes[n].releaseAt + windows_.maxCaseHold;
        return "";
    }

    function rebond(address caller, uint256 n, uint256 x) external returns (string memory) {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].operator) return "NotOperator";
        if (x == 0) return "ZeroAmount";
        if (x > nodes[n].unbonding) return "UnbondingTooLow";
        if (partlyPaid(n)) return "StakeLocked";
        nodes[n].unbonding -= x;
        nodes[n].stake += x;
        return "";
    }

    function withdrawStake(address caller, uint256 n) external returns (string memory) {
        if (!exists(n)) return "NodeUnknown";
        if (caller != nodes[n].operator) return "NotOperator";
        if (nodes[n].unbonding == 0) return "NothingUnbonding";
        if (now_ < nodes[n].releaseAt) return "StakeLocked";
        uint256 keeps = kept(n);
        if (keeps == nodes[n].unbonding) return "StakeLocked";
        move(REGISTRY, nodes[n].payout, nodes[n].unbonding - keeps);
        nodes[n].unbonding = keeps;
        if (keeps > 0) nodes[n].releaseAt = nodes[n].holdUntil;
        else endHold(n);
        return "";
    }

    function kept(uint256 n) public view returns (uint256) {
        if (nodes[n].holdUntil <= now_) return 0;
        uint256 b = nodes[n].openCases * SLASH_BPS;
        if (b >= ONE_BPS) return nodes[n].unbonding;
        return ceilBps(nodes[n].unbonding, b);
    }

    /// "if holdUntil ≠ 0: releaseAt = releasedAt, holdUntil = 0"
    function endHold(uint256 n) internal {
        if (nodes[n].holdUntil == 0) return;
        nodes[n].releaseAt = releasedAt(n);
        nodes[n].holdUntil = 0;
    }

    function attest(address, Verdict memory v, address[] memory signers)
        external
        returns (string memory)
    {
        string memory error_ = verdictRefusal(v);
        if (refused(error_)) return error_;
        error_ = policyRefusal(v);
        if (refused(error_)) return error_;
        error_ = quorumRefusal(signers);
        if (refused(error_)) return error_;

        Node storage node_ = nodes[v.nodeId];
        bool known = keys[node_.signer].nodeId != 0;
        if (
            v.signer != node_.signer && node_.signer != address(0)
                && node_.status != NodeStatus.Condemned && !known
        ) {
            keys[node_.signer] = Key(v.nodeId, node_.validUntil, node_.policyId, KeyStatus.Retired);
        }
        node_.signer = v.signer;
        node_.validUntil = v.validUntil;
        node_.appraisedAt = v.appraisedAt;
        node_.policyId = v.policyId;
        node_.status = NodeStatus.Attested;
        return "";
    }

    function verdictRefusal(Verdict memory v) internal view returns (string memory) {
        Node memory node_ = nodes[v.nodeId];
        if (!exists(v.nodeId)) return "NodeUnknown";
        if (v.operator != node_.operator) return "OperatorMismatch";
        if (v.appraisedAt <= node_.appraisedAt) return "VerdictNotNewer";
        if (v.appraisedAt > now_) return "VerdictFromTheFuture";
        if (v.validUntil < v.appraisedAt) return "VerdictValidityInvalid";
        if (v.signer == address(0)) return "ZeroAddress";
        if (node_.status != NodeStatus.Attested && node_.openCases > 0) return "NodeAccused";
        if (v.signer != node_.signer || node_.status == NodeStatus.Condemned) {
            if (keys[v.signer].nodeId != 0) return "SignerReplaced";
        }
        return "";
    }

    function policyRefusal(Verdict memory v) internal view returns (string memory) {
        Policy memory policy_ = policies[v.policyId];
        if (policy_.status == PolicyStatus.None) return "PolicyUnknown";
        if (v.validUntil - v.appraisedAt > policy_.lifetime) return "VerdictTooLong";
        if ((policy_.teeMask >> v.tee) & 1 == 0) return "TeeNotAccepted";
        if (v.tcbStatus < 1 || v.tcbStatus > 11) return "TcbStatusUnknown";
        if (!onlyShortens(v)) {
            if (v.validUntil > openUntil(v.policyId)) return "PolicyClosed";
            if (nodes[v.nodeId].stake < policy_.minStake) return "StakeTooLow";
        }
        return "";
    }

    function onlyShortens(Verdict memory v) internal view returns (bool) {
        Node memory node_ = nodes[v.nodeId];
        return node_.status == NodeStatus.Attested && v.signer == node_.signer
            && v.policyId == node_.policyId && v.validUntil <= node_.validUntil;
    }
}
