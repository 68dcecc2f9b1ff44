// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Admission } from "../types/Admission.sol";
import { Ceilings } from "../types/Ceilings.sol";
import { CompactSignature } from "../types/CompactSignature.sol";
import { AttestorStatus, Globals } from "../types/Globals.sol";
import { Node } from "../types/Node.sol";
import { NodeId } from "../types/NodeId.sol";
import { Permit } from "../types/Permit.sol";
import { Policy, PolicyTerms } from "../types/Policy.sol";
import { PolicyId } from "../types/PolicyId.sol";
import { RetiredKey } from "../types/RetiredKey.sol";
import { Verdict } from "../types/Verdict.sol";
import { Windows } from "../types/Windows.sol";
import { ICases } from "./ICases.sol";

/// @title Nodes, their stake, and what the attestors say of their enclaves
/// @notice Amounts are base units of the one token; times are Unix seconds, durations seconds.
///
/// What is assumed of the token, first for safety: transfers move exactly what they say (measured on
/// the way in), balances change only by transfers, and it has no more than 2^96 units. For liveness:
/// transfers to a payout address work; one that refuses them harms nobody but its own node.
///
/// What is assumed of the attestors: fewer than `threshold` of them lie. What is assumed of nobody:
/// that they call. A node whose verdict expires drops out without any transaction, and every exit
/// (unbond, withdraw) works whatever guardian, owner and attestors do.
interface INodeRegistry is ICases {
    // ---------------------------------------------------------------- events

    event NodeRegistered(NodeId indexed nodeId, address indexed operator, address indexed payout);
    event PayoutSet(NodeId indexed nodeId, address indexed operator, address indexed payout);
    /// @notice A zero `pendingOperator` withdraws an earlier offer.
    event OperatorTransferStarted(
        NodeId indexed nodeId, address indexed operator, address indexed pendingOperator
    );
    /// @notice The node is gated until a verdict names the new operator; its payout address is the
    /// new operator's own.
    event OperatorTransferred(
        NodeId indexed nodeId, address indexed previousOperator, address indexed operator
    );

    event StakeAdded(
        NodeId indexed nodeId, address indexed operator, address indexed payer, uint96 amount
    );
    /// @param releaseAt First second at which everything unbonding can be withdrawn.
    event StakeUnbonded(
        NodeId indexed nodeId, address indexed operator, uint96 amount, uint40 releaseAt
    );
    event StakeRebonded(NodeId indexed nodeId, address indexed operator, uint96 amount);
    event StakeWithdrawn(
        NodeId indexed nodeId, address indexed operator, address indexed payout, uint96 amount
    );

    event NodeAttested(
        NodeId indexed nodeId,
        address indexed operator,
        address indexed signer,
        bytes32 sealingKey,
        PolicyId policy,
        uint8 tee,
        uint8 tcbStatus,
        bytes32 evidenceHash,
        uint32 appraisedAt,
        uint32 validUntil
    );
    /// @notice The key was replaced and never returns. Precedes the `NodeAttested` that did it.
    /// @param until End of the key's last verdict.
    event KeyRetired(NodeId indexed nodeId, address indexed signer, PolicyId policy, uint32 until);

    event PolicyPublished(
        PolicyId indexed policy,
        bytes32 indexed digest,
        uint96 minStake,
        uint24 lifetimeSeconds,
        uint8 teeMask,
        uint16 timeBucketSeconds,
        uint24 unitBucket,
        uint16 feeBps
    );
    event PolicyRetired(PolicyId indexed policy, uint32 graceUntil);
    event PolicySuspended(PolicyId indexed policy, uint32 suspendedUntil);
    event AttestorAdded(address indexed attestor);
    event AttestorRemoved(address indexed attestor);
    event ThresholdSet(uint8 threshold);
    event GuardianSet(address indexed guardian);
    event TreasurySet(address indexed treasury);

    // ---------------------------------------------------------------- errors

    error ZeroAddress();
    error ZeroAmount();
    error NotOwner(address caller, address owner);
    error NotGuardian(address caller, address guardian);
    error NotOperator(NodeId nodeId, address caller, address operator);
    error NotPendingOperator(NodeId nodeId, address caller, address pendingOperator);
    error NodeUnknown(NodeId nodeId);
    error OperatorMismatch(NodeId nodeId, address expected, address found);
    error StakeTooLow(NodeId nodeId, uint256 found, uint256 needed);
    error UnbondingTooLow(NodeId nodeId, uint256 found, uint256 needed);
    error NothingUnbonding(NodeId nodeId);
    error StakeLocked(NodeId nodeId, uint256 releaseAt, uint256 timestamp);

    error PolicyUnknown(PolicyId policy);
    error PolicyNotActive(PolicyId policy);
    error PolicyClosed(PolicyId policy, uint256 until, uint256 needed);
    error SuspensionTooSoon(PolicyId policy, uint256 notBefore, uint256 timestamp);
    error LifetimeOutOfBounds(uint256 lifetimeSeconds, uint256 maxLifetimeSeconds);
    error FeeTooHigh(uint256 feeBps, uint256 maxFeeBps);
    error BucketZero();
    error TeeMaskInvalid(uint8 teeMask, uint8 known);
    error DigestZero();
    error AttestorNotNew(address attestor, AttestorStatus status);
    error AttestorLimitReached(uint256 limit);
    error AttestorUnknown(address attestor);
    error AttestorsBelowThreshold(uint256 attestors, uint256 threshold);
    error ThresholdOutOfBounds(uint256 threshold, uint256 attestors);

    error VerdictNotNewer(NodeId nodeId, uint256 appraisedAt, uint256 current);
    error VerdictFromTheFuture(uint256 appraisedAt, uint256 timestamp);
    error VerdictValidityInvalid(uint256 appraisedAt, uint256 validUntil);
    error VerdictTooLong(uint256 lifetimeSeconds, uint256 maxLifetimeSeconds);
    error TeeNotAccepted(uint8 tee, uint8 teeMask);
    error TcbStatusUnknown(uint8 tcbStatus);
    error SignerReplaced(address signer, NodeId nodeId);
    error NotAttestor(address recovered);
    error AttestorsNotAscending(address previous, address next);
    error TooFewSignatures(uint256 found, uint256 threshold);

    error CaseHoldZero();
    error UnbondingTooShort(uint256 unbondingSeconds, uint256 neededSeconds);

    // ---------------------------------------------------------------- operators

    /// @notice Registers a node for the caller, who becomes its operator. It earns nothing before it
    /// is staked and attested. Wait for the event to be final before staking: a reorganisation may
    /// give the id to another.
    ///
    /// Safety: nothing is assumed; the node is the caller's. Liveness: needs nobody else.
    /// @dev Reverts with ZeroAddress.
    /// @return nodeId Sequential from 1.
    function register(address payout) external returns (NodeId nodeId);

    /// @notice Changes where earnings and withdrawn stake go, unclaimed ones included. Operator only.
    ///
    /// Safety: the operator's key is its own. Liveness: needs nobody else.
    /// @dev Reverts with NodeUnknown, NotOperator, ZeroAddress.
    function setPayout(NodeId nodeId, address payout) external;

    /// @notice Offers the node, with stake and unclaimed earnings, to `newOperator`; the zero
    /// address withdraws the offer. Nothing changes until it is accepted. Operator only.
    ///
    /// Safety: the operator's key is its own; nothing moves before the named one accepts. Liveness:
    /// needs nobody else.
    /// @dev Reverts with NodeUnknown, NotOperator.
    function transferOperator(NodeId nodeId, address newOperator) external;

    /// @notice Takes over an offered node. Pending operator only. The payout address becomes the new
    /// operator's own, and the node takes no new jobs until a verdict names the new operator; what
    /// is open still settles.
    ///
    /// Safety: `minStake` is what the caller looked up; open cases come with the node. Liveness:
    /// the offer still stands; nobody can block it otherwise.
    /// @dev Reverts with NodeUnknown, NotPendingOperator, StakeTooLow.
    /// @param minStake Least bonded stake that the caller expects to find.
    function acceptOperator(NodeId nodeId, uint96 minStake) external;

    // ---------------------------------------------------------------- stake

    /// @notice Adds stake from the caller, who has approved this contract. Anyone may; it belongs to
    /// the operator from then on.
    ///
    /// Safety: the token moves what it says (measured); the id is final, or the named operator is
    /// another. Liveness: the caller has approved; no role can refuse.
    /// @dev Reverts with NodeUnknown, OperatorMismatch, ZeroAmount, TokenReceivedMismatch, and
    /// whatever the token says.
    /// @param expectedOperator Guards against a reorganisation that gave the id to another.
    function stake(NodeId nodeId, address expectedOperator, uint96 amount) external;

    /// @notice As `stake`, using an ERC-2612 permit of the caller. A permit that somebody submitted
    /// before is no error as long as the allowance is there.
    ///
    /// Safety: as `stake`; the permit is the caller's own. Liveness: the permit or an earlier
    /// allowance counts.
    function stakeWithPermit(
        NodeId nodeId,
        address expectedOperator,
        uint96 amount,
        Permit calldata permit
    ) external;

    /// @notice Starts to take stake out, and restarts the clock of all that is unbonding. What
    /// unbonds can still be slashed, but no longer counts towards a policy's minimum. Operator only.
    ///
    /// Safety: the operator's key is its own; what unbonds answers for faults to the last second.
    /// Liveness: needs nobody else; cases refuse it only while they hold the rest of a part paid
    /// out.
    /// @dev Reverts with NodeUnknown, NotOperator, ZeroAmount, StakeTooLow, StakeLocked.
    function unbond(NodeId nodeId, uint96 amount) external;

    /// @notice Puts unbonding stake back; the clock of the rest runs on. Operator only.
    ///
    /// Safety: the operator's key is its own. Liveness: as `unbond`.
    /// @dev Reverts with NodeUnknown, NotOperator, ZeroAmount, UnbondingTooLow, StakeLocked.
    function rebond(NodeId nodeId, uint96 amount) external;

    /// @notice Pays all that has unbonded to the payout address, from `releaseAt` on. Operator only,
    /// because only the operator can prefer `rebond`. Nothing can pause it.
    ///
    /// Safety: the payout address is the one that the operator wants. Liveness: the token pays that
    /// address; open cases hold their share for at most `timeWindows().maxCaseHoldSeconds`.
    /// @dev Reverts with NodeUnknown, NotOperator, NothingUnbonding, StakeLocked.
    function withdraw(NodeId nodeId) external;

    // ---------------------------------------------------------------- verdicts

    /// @notice Accepts a verdict that at least `threshold` attestors signed. Anyone may submit.
    ///
    /// It must be newer than the node's last one, not from the future, name the node's operator and
    /// a TEE that the policy accepts, last no longer than the policy allows, and name no key that was
    /// ever replaced. One that grants something (another key or policy, a later end, a first verdict)
    /// also needs the policy open that long and the policy's minimum bonded. One that only shortens
    /// needs neither: bad news must always get through. It gates; it slashes nothing, and what is
    /// open still settles.
    ///
    /// Safety: fewer than `threshold` attestors lie. Liveness: that many answer and somebody
    /// submits; if not, the node drops out by itself.
    /// @dev Reverts with NodeUnknown, OperatorMismatch, VerdictNotNewer, VerdictFromTheFuture,
    /// VerdictValidityInvalid, ZeroAddress, NodeAccused, SignerReplaced, PolicyUnknown,
    /// VerdictTooLong, TeeNotAccepted, TcbStatusUnknown, PolicyClosed, StakeTooLow,
    /// TooFewSignatures, NotAttestor, AttestorsNotAscending.
    /// @param signatures Ascending by attestor address, each by an attestor of the moment.
    function attest(Verdict calldata verdict, CompactSignature[] calldata signatures) external;

    // ---------------------------------------------------------------- governance

    /// @notice Publishes an immutable policy. Owner only.
    ///
    /// Safety: the timelock's delay lets people see a bad policy; the bounds hold even so, and
    /// nobody is moved to it. Liveness: the timelock executes.
    /// @dev Reverts with NotOwner, DigestZero, LifetimeOutOfBounds, TeeMaskInvalid, BucketZero,
    /// FeeTooHigh.
    /// @return policy Sequential from 1.
    function publishPolicy(PolicyTerms calldata terms) external returns (PolicyId policy);

    /// @notice Ends a policy for good: nothing new is due after `graceUntil`, which may be past.
    /// What is open still settles. Owner only.
    ///
    /// Safety: what is open settles, what is staked leaves, whatever the grace. Liveness: the
    /// timelock executes; if not, the guardian can suspend.
    /// @dev Reverts with NotOwner, PolicyUnknown, PolicyNotActive.
    function retirePolicy(PolicyId policy, uint32 graceUntil) external;

    /// @notice Stops new jobs and new verdicts under a policy for `SUSPENSION`; lapses by itself, and
    /// cannot be repeated before another `SUSPENSION_COOL_DOWN` has passed. Guardian only.
    ///
    /// Safety: nothing is assumed of the guardian: no exit and no settlement asks for a policy.
    /// Liveness: the guardian's key is at hand.
    /// @dev Reverts with NotGuardian, PolicyUnknown, SuspensionTooSoon.
    function suspendPolicy(PolicyId policy) external;

    /// @notice Adds an attestor, up to `ceilings().attestors`. Owner only.
    ///
    /// Safety: the timelock's delay lets people see a bad attestor; alone it is below a threshold
    /// of two. Liveness: the timelock executes.
    /// @dev Reverts with NotOwner, ZeroAddress, AttestorNotNew, AttestorLimitReached.
    function addAttestor(address attestor) external;

    /// @notice Removes an attestor for good, never below the threshold. Owner or guardian.
    ///
    /// Safety: nothing is assumed of the guardian: the threshold stays, so fewer cannot do more.
    /// Liveness: enough attestors are left; the owner adds others.
    /// @dev Reverts with NotGuardian, AttestorUnknown, AttestorsBelowThreshold.
    function removeAttestor(address attestor) external;

    /// @notice Sets how many attestors must sign, at least one and at most all. Owner only.
    ///
    /// Safety: the timelock's delay lets people see a low one. Liveness: as many attestors answer.
    /// @dev Reverts with NotOwner, ThresholdOutOfBounds.
    function setThreshold(uint8 threshold) external;

    /// @notice Names who may suspend policies and remove attestors. Owner only.
    ///
    /// Safety: a bad guardian can stop new business and veto judged cases, nothing else. Liveness:
    /// the timelock executes.
    /// @dev Reverts with NotOwner, ZeroAddress.
    function setGuardian(address guardian) external;

    /// @notice Names who receives fees. Owner only.
    ///
    /// Safety: fees and slashes of the past that were claimed or owed stay where they are.
    /// Liveness: the token pays the address.
    /// @dev Reverts with NotOwner, ZeroAddress.
    function setTreasury(address treasury) external;

    // ---------------------------------------------------------------- views

    /// @notice What the node may take on now; all zero for an unknown node, `until` zero for a gated
    /// one. Reads node slot B and the policy slot only.
    function admission(NodeId nodeId) external view returns (Admission memory);

    /// @notice All four slots of a node; reverts if it does not exist.
    function node(NodeId nodeId) external view returns (Node memory);
    /// @notice Zero for an unknown node.
    function operatorOf(NodeId nodeId) external view returns (address);
    /// @notice Where earnings and withdrawn stake go; zero for an unknown node.
    function payoutOf(NodeId nodeId) external view returns (address);
    /// @notice All zero unless the key was replaced or condemned. Current keys stand in their node.
    function retiredKey(address signer) external view returns (RetiredKey memory);
    /// @notice Both slots of a policy; reverts if it does not exist.
    function policy(PolicyId policyId) external view returns (Policy memory);
    /// @notice Whether the account's signature counts now.
    function isAttestor(address account) external view returns (bool);
    /// @notice How many nodes, policies and cases there are so far, each also the last id; and how many
    /// attestors, and of them signatures needed, at this moment.
    function globals() external view returns (Globals memory);
    /// @notice Who may suspend, remove attestors and veto.
    function guardian() external view returns (address);
    /// @notice Who receives fees and judged slashes.
    function treasury() external view returns (address);

    /// @notice The timelock. Fixed at deployment.
    function owner() external view returns (address);
    /// @notice The one token of stake and payment. Fixed at deployment.
    function token() external view returns (address);
    /// @notice The one Settlement, for whose receipts keys answer here. Fixed at deployment.
    function settlement() external view returns (address);
    /// @notice Every waiting time, in seconds. Fixed at deployment.
    function timeWindows() external view returns (Windows memory);
    /// @notice What governance and attestors cannot go beyond, by code.
    function ceilings() external pure returns (Ceilings memory);
    /// @notice EIP-712 domain separator R under the present chain id.
    function registryDomain() external view returns (bytes32);
    /// @notice EIP-712 domain separator S under the present chain id.
    function settlementDomain() external view returns (bytes32);
}
