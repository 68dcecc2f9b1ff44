// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "./interfaces/IJobEscrow.sol";
import { INodeRegistry } from "./interfaces/INodeRegistry.sol";
import { Custody } from "./libraries/Custody.sol";
import { Domains } from "./libraries/Domains.sol";
import { Packed } from "./libraries/Packed.sol";
import { RegistryCalls } from "./libraries/RegistryCalls.sol";
import { Signatures } from "./libraries/Signatures.sol";
import { SignedTypes } from "./libraries/SignedTypes.sol";
import { Account } from "./types/Account.sol";
import { Admission } from "./types/Admission.sol";
import { Job } from "./types/Job.sol";
import { JobId } from "./types/JobId.sol";
import { JobTerms } from "./types/JobTerms.sol";
import { Permit } from "./types/Permit.sol";
import { JobSlot } from "./types/Slots.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    ReentrancyGuardTransient
} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice Clients' accounts and the money of open jobs: custody, refunds, no prices.
abstract contract JobEscrow is IJobEscrow, EIP712, ReentrancyGuardTransient {
    using Custody for IERC20;
    using Packed for Account;
    using Packed for Job;
    using RegistryCalls for INodeRegistry;

    /// @inheritdoc IJobEscrow
    uint64 public constant FIRST_ORDER_NONCE = 1 << 63;

    INodeRegistry internal immutable REGISTRY;
    IERC20 internal immutable TOKEN;
    /// @dev Domain S at deployment. Not rebuilt after a fork: a job keeps its id.
    bytes32 internal immutable JOB_DOMAIN;

    mapping(address client => Account) private _accounts;
    mapping(address client => mapping(uint56 word => uint256 used)) private _orders;
    mapping(JobId jobId => Job) private _jobs;

    constructor(INodeRegistry registry_) EIP712(Domains.SETTLEMENT, Domains.VERSION) {
        if (registry_.settlement() != address(this)) {
            revert RegistryMismatch(address(this), registry_.settlement());
        }
        REGISTRY = registry_;
        TOKEN = IERC20(registry_.token());
        JOB_DOMAIN = _domainSeparatorV4();
    }

    // ---------------------------------------------------------------- accounts

    /// @inheritdoc IJobEscrow
    function deposit(address client, uint128 amount) external nonReentrant {
        _deposit(client, amount);
        TOKEN.pull(amount);
    }

    /// @inheritdoc IJobEscrow
    function depositWithPermit(address client, uint128 amount, Permit calldata permit)
        external
        nonReentrant
    {
        _deposit(client, amount);
        TOKEN.pullWithPermit(amount, permit);
    }

    /// @inheritdoc IJobEscrow
    function withdraw(address to, uint128 amount) external nonReentrant {
        if (to == address(0)) revert EscrowZeroAddress();
        if (amount == 0) revert EscrowZeroAmount();
        Account storage payer = _accounts[msg.sender];
        uint128 free = payer.free;
        if (free < amount) revert FreeBalanceTooLow(msg.sender, free, amount);
        payer.free = free - amount;
        emit Withdrawn(msg.sender, to, amount);
        TOKEN.push(to, amount);
    }

    // ---------------------------------------------------------------- opening

    /// @inheritdoc IJobEscrow
    function open(JobTerms calldata terms) external returns (JobId jobId) {
        Admission memory admitted = REGISTRY.admissionOf(terms.nodeId);
        _payInSequence(terms.client, terms.nonce, terms.maxPrice);
        return _open(terms, admitted);
    }

    /// @inheritdoc IJobEscrow
    function openMany(JobTerms[] calldata terms) external {
        if (terms.length == 0) revert EmptyBatch();
        Admission memory admitted = REGISTRY.admissionOf(terms[0].nodeId);
        for (uint256 i = 0; i < terms.length; ++i) {
            JobTerms calldata next = terms[i];
            if (i != 0 && next.nodeId != terms[i - 1].nodeId) {
                admitted = REGISTRY.admissionOf(next.nodeId);
            }
            _payInSequence(next.client, next.nonce, next.maxPrice);
            _open(next, admitted);
        }
    }

    /// @inheritdoc IJobEscrow
    function openFor(JobTerms calldata terms, bytes calldata signature)
        external
        returns (JobId jobId)
    {
        _requireSignedBy(terms.client, SignedTypes.hash(terms), signature);
        Admission memory admitted = REGISTRY.admissionOf(terms.nodeId);
        _payOrder(terms.client, terms.nonce, terms.maxPrice);
        return _open(terms, admitted);
    }

    /// @inheritdoc IJobEscrow
    function invalidate(uint56 word, uint256 mask) external {
        uint56 first = uint56(FIRST_ORDER_NONCE >> 8);
        if (word < first) revert OrderWordTooLow(word, first);
        _orders[msg.sender][word] |= mask;
        emit OrdersInvalidated(msg.sender, word, mask);
    }

    // ---------------------------------------------------------------- giving back

    /// @inheritdoc IJobEscrow
    function cancel(JobTerms calldata terms) external {
        address operator = REGISTRY.operatorOf(terms.nodeId);
        if (msg.sender != operator) revert NotNodeOperator(msg.sender, operator);
        (JobId jobId, Job memory closed) = _close(terms);
        _credit(terms.client, closed.amount);
        emit JobCancelled(jobId, terms.nodeId, terms.client, closed.amount);
    }

    /// @inheritdoc IJobEscrow
    function refund(JobTerms calldata terms) external {
        (JobId jobId, Job memory closed) = _close(terms);
        if (block.timestamp <= closed.deadline && !REGISTRY.condemned(terms.signer)) {
            revert DeadlineNotPassed(jobId, closed.deadline, block.timestamp);
        }
        _credit(terms.client, closed.amount);
        emit JobRefunded(jobId, terms.nodeId, terms.client, closed.amount);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IJobEscrow
    function account(address client) external view returns (Account memory) {
        return _accounts[client];
    }

    /// @inheritdoc IJobEscrow
    function job(JobId jobId) external view returns (Job memory) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobEscrow
    function jobIdOf(JobTerms calldata terms) external view returns (JobId) {
        return _jobIdOf(terms);
    }

    /// @inheritdoc IJobEscrow
    function ordersOf(address client, uint56 word) external view returns (uint256) {
        return _orders[client][word];
    }

    /// @inheritdoc IJobEscrow
    function token() external view returns (address) {
        return address(TOKEN);
    }

    /// @inheritdoc IJobEscrow
    function registry() external view returns (address) {
        return address(REGISTRY);
    }

    // ---------------------------------------------------------------- inside

    function _jobIdOf(JobTerms calldata terms) internal view returns (JobId) {
        return JobId.wrap(MessageHashUtils.toTypedDataHash(JOB_DOMAIN, SignedTypes.hash(terms)));
    }

    /// @dev Ends a job that a receipt can still pay and hands its money to the caller of this
    /// function, who must not ask twice; otherwise does nothing.
    function _take(JobId jobId) internal returns (JobSlot taken) {
        return _jobs[jobId].take();
    }

    /// @dev The next nonce of the caller, who must be the client. The sequence stays below
    /// `FIRST_ORDER_NONCE`: nobody can open 2^63 jobs.
    function _payInSequence(address client, uint64 nonce, uint96 amount) internal {
        if (msg.sender != client) revert NotClient(msg.sender, client);
        Account storage payer = _accounts[client];
        uint64 expected = payer.nonce;
        if (nonce != expected) revert NonceMismatch(client, nonce, expected);
        uint128 free = payer.free;
        if (free < amount) revert FreeBalanceTooLow(client, free, amount);
        unchecked {
            // Neither can pass its bound: see above, and the line before.
            (payer.free, payer.nonce) = (free - amount, expected + 1);
        }
    }

    /// @dev A signed order of the client, used once.
    function _payOrder(address client, uint64 nonce, uint96 amount) internal {
        if (nonce < FIRST_ORDER_NONCE) revert OrderNonceTooLow(nonce, FIRST_ORDER_NONCE);
        uint56 word = uint56(nonce >> 8);
        uint256 bit = 1 << (nonce & 0xff);
        uint256 used = _orders[client][word];
        if (used & bit != 0) revert OrderUsed(client, nonce);
        _orders[client][word] = used | bit;
        Account storage payer = _accounts[client];
        uint128 free = payer.free;
        if (free < amount) revert FreeBalanceTooLow(client, free, amount);
        payer.free = free - amount;
    }

    /// @dev Under the domain of the moment; ids stay under that at deployment.
    function _requireSignedBy(address client, bytes32 structHash, bytes calldata signature)
        internal
        view
    {
        bytes32 digest = _hashTypedDataV4(structHash);
        if (!Signatures.isBy(client, digest, signature)) {
            revert ClientSignatureInvalid(client, digest);
        }
    }

    function _credit(address client, uint256 amount) internal {
        if (amount != 0) _accounts[client].credit(amount);
    }

    function _close(JobTerms calldata terms) private returns (JobId jobId, Job memory closed) {
        jobId = _jobIdOf(terms);
        closed = _jobs[jobId];
        if (closed.deadline == 0) revert JobNotOpen(jobId);
        delete _jobs[jobId];
    }

    function _deposit(address client, uint128 amount) private {
        if (client == address(0)) revert EscrowZeroAddress();
        if (amount == 0) revert EscrowZeroAmount();
        _accounts[client].free += amount;
        emit Deposited(client, msg.sender, amount);
    }

    /// @dev Only what a node admits: its present key, and no deadline beyond its own.
    function _open(JobTerms calldata terms, Admission memory admitted)
        private
        returns (JobId jobId)
    {
        if (terms.signer != admitted.signer) {
            revert SignerNotCurrent(terms.nodeId, terms.signer, admitted.signer);
        }
        if (terms.deadline <= block.timestamp) {
            revert DeadlinePassed(terms.deadline, block.timestamp);
        }
        if (terms.deadline > admitted.until) {
            revert DeadlineBeyondAdmission(terms.nodeId, terms.deadline, admitted.until);
        }
        jobId = _jobIdOf(terms);
        _jobs[jobId].store(terms.maxPrice, terms.deadline, admitted.feeBps);
        emit JobOpened(
            jobId,
            terms.nodeId,
            terms.client,
            terms.signer,
            terms.maxPrice,
            terms.unitPrice,
            terms.deadline,
            terms.specCommitment,
            terms.nonce,
            admitted.policy,
            admitted.feeBps
        );
    }
}
