// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// The variables of the page. They stand inside a contract so that no name meets one of the code under test.
abstract contract ModelTypes {
    enum NodeStatus {
        None,
        Registered,
        Attested,
        Condemned,
        Accused
    }

    /// A former key is Retired or Condemned; a standing may also be Current.
    enum KeyStatus {
        None,
        Current,
        Retired,
        Condemned
    }

    enum PolicyStatus {
        None,
        Active,
        Retired
    }

    enum CaseStatus {
        None,
        Open,
        Vetoed,
        Executed
    }

    enum AttestorStatus {
        None,
        Active,
        Removed
    }

    enum SessionStatus {
        None,
        Open,
        Noticed
    }

    struct Windows {
        uint256 maxLifetime;
        uint256 maxSessionNotice;
        uint256 reportWindow;
        uint256 caseDelay;
        uint256 margin;
        uint256 maxCaseHold;
        uint256 unbonding;
        uint256 suspension;
        uint256 suspensionCoolDown;
    }

    /// `registry` and `settlement` are the addresses under which the model books the token of the two contracts.
    struct Parties {
        address owner;
        address guardian;
        address treasury;
        address registry;
        address settlement;
    }

    struct Node {
        address operator;
        address payout;
        address pendingOperator;
        uint256 stake;
        uint256 unbonding;
        uint256 releaseAt;
        uint256 holdUntil;
        uint256 openCases;
        address signer;
        uint256 policyId;
        uint256 appraisedAt;
        uint256 validUntil;
        NodeStatus status;
    }

    struct Key {
        uint256 nodeId;
        uint256 until;
        uint256 policyId;
        KeyStatus status;
    }

    struct Standing {
        uint256 until;
        uint256 policyId;
        KeyStatus status;
    }

    struct Admission {
        address signer;
        uint256 policyId;
        uint256 until;
        uint256 feeBps;
    }

    struct PolicyTerms {
        uint256 minStake;
        uint256 lifetime;
        uint256 teeMask;
        uint256 timeBucket;
        uint256 unitBucket;
        uint256 feeBps;
        bytes32 digest;
    }

    struct Policy {
        PolicyStatus status;
        uint256 graceUntil;
        uint256 suspendedUntil;
        uint256 minStake;
        uint256 lifetime;
        uint256 teeMask;
        uint256 timeBucket;
        uint256 unitBucket;
        uint256 feeBps;
        bytes32 digest;
    }

    struct Verdict {
        uint256 nodeId;
        address operator;
        address signer;
        uint256 policyId;
        uint256 tee;
        uint256 tcbStatus;
        uint256 appraisedAt;
        uint256 validUntil;
    }

    struct Condemnation {
        uint256 nodeId;
        address signer;
        uint256 cause;
        uint256 faultAt;
        bytes32 evidenceHash;
        uint256 expiresAt;
    }

    struct Case {
        uint256 nodeId;
        address signer;
        uint256 cause;
        uint256 slashBps;
        uint256 openedAt;
        uint256 faultAt;
        uint256 executableAt;
        bytes32 evidenceHash;
        address harmed;
        uint256 maxCompensation;
        address reporter;
        CaseStatus status;
    }

    /// A receipt as evidence: its job, its hash, its units, and the signed batch in which it should stand at `index`.
    struct Shown {
        bytes32 jobId;
        bytes32 receiptHash;
        uint256 units;
        uint256 index;
        bytes32[] batch;
        address batchSigner;
    }

    struct Account {
        uint256 free;
        uint256 nonce;
    }

    /// The terms and, first, their digest as the driver found it.
    struct JobTerms {
        bytes32 jobId;
        address client;
        uint256 nonce;
        uint256 nodeId;
        address signer;
        uint256 unitPrice;
        uint256 maxPrice;
        uint256 deadline;
    }

    struct Job {
        uint256 amount;
        uint256 deadline;
        uint256 openedAt;
        uint256 feeBps;
    }

    struct JobRow {
        JobTerms terms;
        uint256 units;
    }

    /// The terms and, first, their digest as the driver found it.
    struct SessionTerms {
        bytes32 sessionId;
        address client;
        uint256 nonce;
        uint256 nodeId;
        uint256 policyId;
        uint256 unitPrice;
        uint256 cap;
        uint256 expiry;
        uint256 noticePeriod;
    }

    struct Session {
        uint256 left;
        uint256 closeAt;
        uint256 nextIndex;
        uint256 feeBps;
        SessionStatus status;
    }

    struct SessionRow {
        uint256 index;
        uint256 units;
    }

    struct Earnings {
        uint256 net;
        uint256 fee;
        uint256 jobs;
    }
}
