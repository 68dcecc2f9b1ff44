// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../types/CompactSignature.sol";
import { NodeId } from "../types/NodeId.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { Session, SessionId, SessionRow, SessionTerms } from "../types/Session.sol";

/// @title Sessions: one reservation for many small jobs
/// @notice A session locks its cap once; its jobs are numbered, exist only between client and node,
/// and are settled in batches: `computeUnits × unitPrice` each, as long as the cap lasts.
///
/// What is assumed for safety: the enclaves that the policy admits meter honestly; what limits the
/// damage if not is the cap, and a notice. For liveness: the node settles before `closeAt`; what it
/// has not settled by then is the client's again.
interface ISessions {
    // ---------------------------------------------------------------- events

    /// @notice The session is open: `cap` has left the client's account. It was opened at the block's
    /// time, under the fee of its policy then; its jobs settle up to `expiry`.
    event SessionOpened(
        SessionId indexed sessionId,
        NodeId indexed nodeId,
        address indexed client,
        PolicyId policy,
        uint96 unitPrice,
        uint96 cap,
        uint40 expiry,
        uint32 noticePeriod,
        uint64 nonce,
        uint16 feeBps
    );
    /// @param closeAt Last second at which jobs of the session settle.
    event SessionNoticed(
        SessionId indexed sessionId, NodeId indexed nodeId, address indexed client, uint40 closeAt
    );
    /// @notice Final. Job `index` of the session was paid min(computeUnits × unitPrice, what was left
    /// of the cap), of which the fee is the session's share, rounded up. Its id is
    /// `keccak256(abi.encode(sessionId, index))`. The batch's SessionSettled follows.
    event SessionJobSettled(
        SessionId indexed sessionId, uint32 index, uint64 computeUnits, bytes32 resultCommitment
    );
    /// @notice A row of a batch whose index does not rise, or is none. Nothing moved for it.
    event SessionReceiptSkipped(SessionId indexed sessionId, uint72 index);
    /// @notice Sums of one batch: `payment` left the session, `fee` of it for the treasury, the rest
    /// for the node.
    event SessionSettled(
        SessionId indexed sessionId,
        NodeId indexed nodeId,
        address indexed client,
        address signer,
        uint32 jobs,
        uint96 payment,
        uint96 fee,
        uint32 nextIndex
    );
    event SessionReclaimed(
        SessionId indexed sessionId, NodeId indexed nodeId, address indexed client, uint96 amount
    );

    // ---------------------------------------------------------------- errors

    error SessionPolicyMismatch(NodeId nodeId, PolicyId found, PolicyId current);
    error NodeNotAdmitted(NodeId nodeId);
    error NoticeTooLong(uint256 noticePeriodSeconds, uint256 maxNoticeSeconds);
    error SessionNotOpen(SessionId sessionId);
    error SessionClosed(SessionId sessionId, uint256 closeAt, uint256 timestamp);
    error SessionNotClosed(SessionId sessionId, uint256 closeAt, uint256 timestamp);
    error SessionEndsSooner(SessionId sessionId, uint256 closeAt, uint256 wanted);
    error SignerNotOfSession(NodeId nodeId, address recovered, PolicyId policy);
    error SignerExpired(address signer, uint256 until, uint256 timestamp);

    // ---------------------------------------------------------------- opening

    /// @notice Opens a session for the caller, who is its client; the nonce is the next in the one
    /// sequence of jobs and sessions. The node must be attested under the policy that the terms name;
    /// its fee is fixed now. Keys may change while the session lasts.
    ///
    /// Safety: the policy's enclaves meter honestly; if not, the cap is lost at most. Liveness: the
    /// node is attested under that policy now.
    /// @dev Reverts with NotClient, NonceMismatch, FreeBalanceTooLow, NodeNotAdmitted,
    /// SessionPolicyMismatch, DeadlinePassed, NoticeTooLong.
    function openSession(SessionTerms calldata terms) external returns (SessionId sessionId);

    /// @notice Opens a signed order for a session, once. Anyone may submit it; the money is the
    /// client's alone. Its nonce is one of the signed orders of jobs and sessions.
    ///
    /// Safety: as `openSession`; the client signs what it means. Liveness: somebody submits before
    /// the expiry; whoever does gains nothing.
    /// @dev Reverts as `openSession` (but NotClient, NonceMismatch), and with ClientSignatureInvalid,
    /// OrderNonceTooLow, OrderUsed.
    /// @param signature EOA in 64 (EIP-2098) or 65 bytes, or whatever the client's ERC-1271 takes.
    function openSessionFor(SessionTerms calldata terms, bytes calldata signature)
        external
        returns (SessionId sessionId);

    // ---------------------------------------------------------------- settling

    /// @notice Settles jobs of one session from one signed batch. Anyone may. The key is whoever
    /// signed: the node's current one or one that it replaced, under the session's policy, while a
    /// verdict stands for it, and never a condemned one. A row whose index does not rise is skipped
    /// with an event; skipped indices stay unpaid for good. Amounts are clamped to what is left.
    ///
    /// Safety: keys stay in their enclaves; one that leaked is condemned, and its batches end
    /// there. Liveness: the node submits by `closeAt`, with a key for which a verdict stands.
    /// @dev Reverts with EmptyBatch, SessionNotOpen, SessionClosed, SignerNotOfSession,
    /// SignerExpired, SignerCondemned. There is no limit of rows but the block's gas.
    /// @param rows In the order of the ReceiptBatch that was signed.
    /// @param signature The enclave's, over the ReceiptBatch.
    function settleSession(
        SessionTerms calldata terms,
        SessionRow[] calldata rows,
        CompactSignature calldata signature
    ) external;

    // ---------------------------------------------------------------- ending

    /// @notice Moves the session's end to `noticePeriod` from now. Client only.
    ///
    /// Safety: what was worked until `closeAt` can still be settled. Liveness: needs nobody else.
    /// @dev Reverts with NotClient, SessionNotOpen, SessionEndsSooner.
    function giveNotice(SessionTerms calldata terms) external;

    /// @notice Returns what is left to the client, once `closeAt` has passed, or at once while the
    /// node's key is condemned. Anyone may. In no second can a session both settle and be reclaimed,
    /// unless its node is condemned.
    ///
    /// Safety: block times are right to a few seconds. Liveness: somebody calls; no role can
    /// refuse.
    /// @dev Reverts with SessionNotOpen, SessionNotClosed.
    function reclaim(SessionTerms calldata terms) external;

    // ---------------------------------------------------------------- views

    /// @notice All zero unless open.
    function session(SessionId sessionId) external view returns (Session memory);
    /// @notice The digest of the terms under the domain at deployment, open or not.
    function sessionIdOf(SessionTerms calldata terms) external view returns (SessionId);
    /// @notice Longest notice that a session may have, in seconds; that of the registry.
    function MAX_NOTICE() external view returns (uint32);
}
