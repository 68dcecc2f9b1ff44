// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Account } from "../types/Account.sol";
import { Job } from "../types/Job.sol";
import { JobId } from "../types/JobId.sol";
import { JobTerms } from "../types/JobTerms.sol";
import { NodeId } from "../types/NodeId.sol";
import { Permit } from "../types/Permit.sol";
import { PolicyId } from "../types/PolicyId.sol";

/// @title Clients' accounts and the money of open jobs
/// @notice Amounts are base units of the one token; times are Unix seconds.
///
/// This part decides nothing about prices: it holds a client's money, locks at most the price that
/// the client agreed to, and gives it back. Money is only pulled, so no recipient can block another;
/// no owner, guardian or attestor can reach it. What is assumed of the token stands in INodeRegistry.
interface IJobEscrow {
    // ---------------------------------------------------------------- events

    event Deposited(address indexed client, address indexed payer, uint128 amount);
    event Withdrawn(address indexed client, address indexed to, uint128 amount);
    /// @notice The job is open: `maxPrice` has left the client's account. It was opened at the
    /// block's time, under the policy and the fee that the node had then.
    event JobOpened(
        JobId indexed jobId,
        NodeId indexed nodeId,
        address indexed client,
        address signer,
        uint96 maxPrice,
        uint96 unitPrice,
        uint40 deadline,
        bytes32 specCommitment,
        uint64 nonce,
        PolicyId policy,
        uint16 feeBps
    );
    event JobCancelled(
        JobId indexed jobId, NodeId indexed nodeId, address indexed client, uint96 amount
    );
    event JobRefunded(
        JobId indexed jobId, NodeId indexed nodeId, address indexed client, uint96 amount
    );
    /// @notice The signed orders of `mask` in `word` can no longer be opened. Nonce of bit `b`:
    /// `word * 256 + b`.
    event OrdersInvalidated(address indexed client, uint56 indexed word, uint256 mask);

    // ---------------------------------------------------------------- errors

    error EscrowZeroAddress();
    error EscrowZeroAmount();
    error FreeBalanceTooLow(address client, uint256 found, uint256 needed);
    error NotClient(address caller, address client);
    error NotNodeOperator(address caller, address operator);
    error NonceMismatch(address client, uint64 found, uint64 expected);
    error OrderNonceTooLow(uint64 nonce, uint64 first);
    error OrderUsed(address client, uint64 nonce);
    error OrderWordTooLow(uint56 word, uint56 first);
    error ClientSignatureInvalid(address client, bytes32 digest);
    error DeadlinePassed(uint256 deadline, uint256 timestamp);
    error DeadlineBeyondAdmission(NodeId nodeId, uint256 deadline, uint256 until);
    error SignerNotCurrent(NodeId nodeId, address found, address current);
    error JobNotOpen(JobId jobId);
    error DeadlineNotPassed(JobId jobId, uint256 deadline, uint256 timestamp);
    error EmptyBatch();
    error RegistryMismatch(address expected, address found);

    // ---------------------------------------------------------------- accounts

    /// @notice Adds to `client`'s account from the tokens of the caller, who has approved this
    /// contract. It is the client's from then on.
    ///
    /// Safety: the token moves what it says (measured); the client named is the one meant.
    /// Liveness: the caller has approved.
    /// @dev Reverts with EscrowZeroAddress, EscrowZeroAmount, TokenReceivedMismatch, and whatever
    /// the token says.
    function deposit(address client, uint128 amount) external;

    /// @notice As `deposit`, using an ERC-2612 permit of the caller. A permit that somebody submitted
    /// before is no error as long as the allowance is there.
    ///
    /// Safety: as `deposit`; the permit is the caller's own. Liveness: the permit or an earlier
    /// allowance counts.
    function depositWithPermit(address client, uint128 amount, Permit calldata permit) external;

    /// @notice Pays from the caller's account to `to`. Nothing can pause it.
    ///
    /// Safety: the caller's key is its own. Liveness: the token pays `to`; no role can refuse.
    /// @dev Reverts with EscrowZeroAddress, EscrowZeroAmount, FreeBalanceTooLow.
    function withdraw(address to, uint128 amount) external;

    // ---------------------------------------------------------------- jobs

    /// @notice Opens a job for the caller, who is its client; the nonce is the next in sequence. The
    /// node must be attested with the key that the terms name, at least until the deadline; its fee
    /// is fixed now.
    ///
    /// Safety: the client checked the evidence of the key that the terms name; if it lies,
    /// `maxPrice` is lost at most. Liveness: the attestors have renewed the node's verdict beyond
    /// the deadline.
    /// @dev Reverts with NotClient, NonceMismatch, FreeBalanceTooLow, SignerNotCurrent,
    /// DeadlinePassed, DeadlineBeyondAdmission.
    function open(JobTerms calldata terms) external returns (JobId jobId);

    /// @notice Opens several in sequence; all or none.
    ///
    /// Safety: as `open`, for each. Liveness: as `open`; one refused refuses all, and costs nothing
    /// but gas.
    /// @dev Reverts as `open`, and with EmptyBatch.
    function openMany(JobTerms[] calldata terms) external;

    /// @notice Opens a signed order, once. Anyone may submit it; the money is the client's alone.
    ///
    /// Safety: as `open`; the client signs what it means, on this chain, for this contract.
    /// Liveness: somebody submits before the deadline; whoever does gains nothing.
    /// @dev Reverts as `open` (but NotClient, NonceMismatch), and with ClientSignatureInvalid,
    /// OrderNonceTooLow, OrderUsed. The signature is checked under the domain of the moment; the id
    /// is always that of the domain at deployment.
    /// @param signature EOA in 64 (EIP-2098) or 65 bytes, or whatever the client's ERC-1271 takes.
    function openFor(JobTerms calldata terms, bytes calldata signature)
        external
        returns (JobId jobId);

    /// @notice Revokes signed orders of the caller, used or not. Nonce of bit `b`: `word * 256 + b`.
    ///
    /// Safety: the caller's key is its own. Liveness: included before the order is; whichever comes
    /// first counts.
    /// @dev Reverts with OrderWordTooLow.
    function invalidate(uint56 word, uint256 mask) external;

    /// @notice Gives an open job's money back to its client, at any time. Operator of its node only.
    ///
    /// Safety: nothing is assumed of the operator: it can only give back. Liveness: the operator
    /// calls; if not, `refund`.
    /// @dev Reverts with NotNodeOperator, JobNotOpen.
    function cancel(JobTerms calldata terms) external;

    /// @notice Returns the money of a job that is past its deadline to its client, or of one whose key
    /// is condemned at once. Anyone may.
    ///
    /// Safety: block times are right to a few seconds. Liveness: somebody calls; no role can
    /// refuse.
    /// @dev Reverts with JobNotOpen, DeadlineNotPassed. In no second can a job both settle and be
    /// refunded: a condemned key does not settle.
    function refund(JobTerms calldata terms) external;

    // ---------------------------------------------------------------- views

    /// @notice The client's free money and next nonce.
    function account(address client) external view returns (Account memory);
    /// @notice All zero unless open.
    function job(JobId jobId) external view returns (Job memory);
    /// @notice The digest of the terms under the domain at deployment, open or not.
    function jobIdOf(JobTerms calldata terms) external view returns (JobId);
    /// @notice Used or revoked signed orders of one word.
    function ordersOf(address client, uint56 word) external view returns (uint256);
    /// @notice First nonce of signed orders: 2^63.
    function FIRST_ORDER_NONCE() external view returns (uint64);
    /// @notice The one token; that of the registry.
    function token() external view returns (address);
    /// @notice The registry that says what a node admits.
    function registry() external view returns (address);
}
