// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Case, CaseId, CaseStatus } from "../types/Case.sol";
import { CompactSignature } from "../types/CompactSignature.sol";
import { Condemnation } from "../types/Condemnation.sol";
import { JobId } from "../types/JobId.sol";
import { JobTerms } from "../types/JobTerms.sol";
import { NodeId } from "../types/NodeId.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { SignedReceipt } from "../types/Receipt.sol";
import { KeyStanding } from "../types/RetiredKey.sol";
import { SessionTerms } from "../types/Session.sol";

/// @title Condemned keys, and the stake that answers for them
/// @notice A key is condemned at once and for ever; the stake behind it is slashed only after a delay.
/// *Judged* cases rest on a quorum of attestors and can be vetoed by the guardian; *proven* ones rest
/// on two signatures of the key itself, and nobody can veto them. Nobody is slashed for silence.
///
/// What is assumed for safety: fewer than `threshold` attestors lie, or the guardian vetoes what they
/// say; no honest enclave signs two receipts for one job. For liveness: somebody executes what is due.
/// What limits the damage if not: a case slashes a fixed share, judged slashes enrich nobody but the
/// treasury, and all cases together hold a withdrawal for at most `maxCaseHoldSeconds`.
interface ICases {
    // ---------------------------------------------------------------- events

    /// @notice The key neither opens nor settles any more, and never returns.
    /// @param until The key's end: of its last verdict, or now if that is earlier.
    event KeyCondemned(
        NodeId indexed nodeId, address indexed signer, PolicyId policy, uint32 until
    );
    /// @notice Opened at the block's time.
    /// @param jobId Zero in a judged case, as are `harmed`, `maxCompensation` and `reporter`.
    event CaseOpened(
        CaseId indexed caseId,
        NodeId indexed nodeId,
        address indexed signer,
        uint8 cause,
        uint16 slashBps,
        uint40 faultAt,
        uint40 executableAt,
        bytes32 evidenceHash,
        JobId jobId,
        address harmed,
        uint96 maxCompensation,
        address reporter
    );
    /// @notice The stake is saved; the key stays condemned.
    event CaseVetoed(CaseId indexed caseId, NodeId indexed nodeId);
    /// @notice `fromStake` and `fromUnbonding` left the node: `compensation` for the harmed client,
    /// `reward` for the reporter, the rest for the treasury of the moment. They pull it.
    event CaseExecuted(
        CaseId indexed caseId,
        NodeId indexed nodeId,
        address indexed treasury,
        uint96 fromStake,
        uint96 fromUnbonding,
        uint96 compensation,
        uint96 reward
    );
    /// @notice What unbonds is due at `releaseAt`, and open cases hold a share of it until
    /// `holdUntil`; zero: they hold nothing. Equal: only what cases hold is left.
    event WithdrawalHeld(NodeId indexed nodeId, uint40 releaseAt, uint40 holdUntil);
    event OwedClaimed(address indexed account, uint128 amount);

    // ---------------------------------------------------------------- errors

    error CauseUnknown(uint8 cause);
    error CondemnationExpired(uint256 expiresAt, uint256 timestamp);
    error CondemnationTooLong(uint256 expiresAt, uint256 latest);
    error FaultAfterKeyEnd(uint256 faultAt, uint256 end);
    error KeyUnknown(NodeId nodeId, address signer);
    error CaseExists(CaseId caseId);
    error CaseNotOpen(CaseId caseId, CaseStatus status);
    error CaseNotDue(CaseId caseId, uint256 executableAt, uint256 timestamp);
    error VetoTooLate(CaseId caseId, uint256 executableAt, uint256 timestamp);
    error CaseProven(CaseId caseId);
    error NodeAccused(NodeId nodeId, uint256 openCases);
    error ReceiptOfAnotherJob(JobId found, JobId expected);
    error ReceiptNotInBatch(uint256 index, bytes32 receiptHash);
    error ReceiptsEqual(bytes32 receiptHash);
    error ReceiptSignerMismatch(address recovered, address expected);
    error NothingOwed(address account);

    // ---------------------------------------------------------------- opening

    /// @notice Condemns an enclave key on the word of at least `threshold` attestors and opens a
    /// judged case against its node's stake. Anyone may submit, until `expiresAt`, which is at most
    /// `ceilings().condemnationSeconds` ahead, so that no statement can be kept in stock. The key may be the node's
    /// current one or a former one; one case per key and cause, ever. Stake that had fully unbonded
    /// before is out of reach. Nothing is proven here: what is assumed of the attestors is that they
    /// hold evidence for which the operator signed.
    ///
    /// Safety: fewer than `threshold` attestors lie, or the guardian vetoes in time. Liveness: that
    /// many answer, and somebody submits before the stake has unbonded.
    /// @dev Reverts with NodeUnknown, CauseUnknown, CondemnationExpired, CondemnationTooLong,
    /// KeyUnknown, FaultAfterKeyEnd, CaseExists, TooFewSignatures, NotAttestor,
    /// AttestorsNotAscending.
    /// @param signatures Ascending by attestor address, each by an attestor of the moment.
    function condemn(Condemnation calldata condemnation, CompactSignature[] calldata signatures)
        external
        returns (CaseId caseId);

    /// @notice Proves that the key of `terms` signed two different receipts for that job: condemns
    /// the key and opens a proven case. Anyone may, whether or not the job was ever opened; one case
    /// per job and key. What is assumed: an honest enclave signs one receipt per job.
    ///
    /// Safety: an honest enclave signs one receipt per job; its key never leaves it. Liveness:
    /// somebody has both receipts before the stake has unbonded.
    /// @dev Reverts with NodeUnknown, KeyUnknown, CaseExists, ReceiptsEqual, ReceiptOfAnotherJob,
    /// ReceiptNotInBatch, ReceiptSignerMismatch. The caller is the reporter; who copies a proof out of
    /// the pool of pending transactions can take that place, but nothing else.
    function proveEquivocation(
        JobTerms calldata terms,
        SignedReceipt calldata a,
        SignedReceipt calldata b
    ) external returns (CaseId caseId);

    /// @notice As `proveEquivocation`, for job `index` of a session: its key is whoever signed both
    /// receipts, if that was ever a key of the node.
    ///
    /// Safety: as `proveEquivocation`. Liveness: as `proveEquivocation`.
    /// @dev Reverts as `proveEquivocation`.
    function proveSessionEquivocation(
        SessionTerms calldata terms,
        uint32 index,
        SignedReceipt calldata a,
        SignedReceipt calldata b
    ) external returns (CaseId caseId);

    // ---------------------------------------------------------------- ending

    /// @notice Ends a judged case before it is due, once and for good. Guardian only. It saves the
    /// stake, never the key.
    ///
    /// Safety: nothing is assumed of the guardian: at worst stake is spared, and the key stays
    /// condemned. Liveness: the guardian looks within CASE_DELAY.
    /// @dev Reverts with NotGuardian, CaseNotOpen, CaseProven, VetoTooLate.
    function veto(CaseId caseId) external;

    /// @notice Slashes what is due, from bonded and unbonding stake pro rata. Anyone may. A harmed
    /// client gets at most half of it, a reporter a twentieth, the treasury all the rest.
    ///
    /// Safety: what was judged is true, or was vetoed; what is proven needs no trust. Liveness:
    /// somebody calls; if nobody does, the hold ends by itself.
    /// @dev Reverts with CaseNotOpen, CaseNotDue. Moves no tokens: see `claimOwed`.
    function execute(CaseId caseId) external;

    /// @notice Pays what slashes have left to `account`, to it alone. Anyone may.
    ///
    /// Safety: only the account named is paid. Liveness: the token pays it; one that it blocks
    /// harms nobody else.
    /// @dev Reverts with NothingOwed.
    function claimOwed(address account) external;

    // ---------------------------------------------------------------- views

    /// @notice All four slots of a case; all zero if there is none.
    function caseById(CaseId caseId) external view returns (Case memory);
    /// @notice The judged case for that key and cause; zero if there is none.
    function caseOf(address signer, uint8 cause) external view returns (CaseId);
    /// @notice The proven case for that job and key; zero if there is none.
    function equivocationOf(JobId jobId, address signer) external view returns (CaseId);
    /// @notice What slashes have left to that account and nobody has claimed, in token base units.
    function owed(address account) external view returns (uint256);
    /// @notice How a key stands with a node.
    function keyStanding(NodeId nodeId, address signer) external view returns (KeyStanding memory);
    /// @notice Whether a key was condemned, on whatever node. Reads one slot.
    function isCondemned(address signer) external view returns (bool);
}
