// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ModelTypes } from "./ModelTypes.sol";

/// Every variable and constant of the page, the functions the page defines over them, and the token's balances.
abstract contract ModelState is ModelTypes {
    uint256 public constant ONE_BPS = 10_000;
    uint256 public constant SLASH_BPS = 5_000;
    uint256 public constant MAX_FEE_BPS = 1_000;
    uint256 public constant MAX_ATTESTORS = 32;
    uint256 public constant MAX_CONDEMNATION = 86_400;
    uint256 public constant FIRST_ORDER = 2 ** 63;
    uint256 public constant KNOWN_TEES = 0x9e;
    uint256 public constant PROVEN_CAUSE = 5;
    uint256 public constant ALWAYS_OPEN = 2 ** 32 - 1;

    Windows internal windows_;
    uint256 public now_;

    address public immutable OWNER;
    address public immutable REGISTRY;
    address public immutable SETTLEMENT;
    address public guardian;
    address public treasury;

    uint256 public nodeCount;
    uint256 public policyCount;
    uint256 public caseCount;
    mapping(uint256 nodeId => Node) internal nodes;
    mapping(address signer => Key) internal keys;
    mapping(uint256 policyId => Policy) internal policies;
    mapping(uint256 caseId => Case) internal cases;
    mapping(address signer => mapping(uint256 cause => uint256 caseId)) public caseOf;
    mapping(bytes32 jobId => mapping(address signer => uint256 caseId)) public equivocationOf;
    mapping(address attestor => AttestorStatus) public attestorStatus;
    uint256 public attestors;
    uint256 public threshold = 1;
    mapping(address party => uint256) public owed;

    mapping(address client => Account) internal accounts;
    mapping(address client => mapping(uint256 nonce => bool)) public orderUsed;
    mapping(bytes32 jobId => Job) internal jobs;
    mapping(bytes32 sessionId => Session) internal sessions;
    mapping(uint256 nodeId => Earnings) internal earningsOf;

    /// The token, and every key under which something was ever booked, each once.
    mapping(address holder => uint256) public tokenOf;
    address[] internal creditors;
    address[] internal clients;
    bytes32[] internal jobIds;
    bytes32[] internal sessionIds;
    mapping(address party => bool) internal isCreditor;
    mapping(address client => bool) internal isClient;

    constructor(Windows memory w, Parties memory p) {
        windows_ = w;
        OWNER = p.owner;
        REGISTRY = p.registry;
        SETTLEMENT = p.settlement;
        guardian = p.guardian;
        treasury = p.treasury;
    }

    // ---- what the driver sets

    function setNow(uint256 time) external {
        now_ = time;
    }

    function mint(address to, uint256 x) external {
        tokenOf[to] += x;
    }

    /// A plain transfer; to one of the two contracts: a donation.
    function transfer(address from, address to, uint256 x) external {
        move(from, to, x);
    }

    function move(address from, address to, uint256 x) internal {
        tokenOf[from] -= x;
        tokenOf[to] += x;
    }

    // ---- variables

    function windows() external view returns (Windows memory) {
        return windows_;
    }

    function node(uint256 n) external view returns (Node memory) {
        return nodes[n];
    }

    function formerKey(address signer) external view returns (Key memory) {
        return keys[signer];
    }

    function policy(uint256 p) external view returns (Policy memory) {
        return policies[p];
    }

    function caseAt(uint256 k) external view returns (Case memory) {
        return cases[k];
    }

    function account(address client) external view returns (Account memory) {
        return accounts[client];
    }

    function job(bytes32 jobId) external view returns (Job memory) {
        return jobs[jobId];
    }

    function session(bytes32 sessionId) external view returns (Session memory) {
        return sessions[sessionId];
    }

    function earnings(uint256 n) external view returns (Earnings memory) {
        return earningsOf[n];
    }

    // ---- functions the page defines

    function openUntil(uint256 p) public view returns (uint256) {
        if (now_ < policies[p].suspendedUntil) return 0;
        if (policies[p].status == PolicyStatus.Active) return ALWAYS_OPEN;
        return policies[p].graceUntil;
    }

    function exists(uint256 n) public view returns (bool) {
        return nodes[n].operator != address(0);
    }

    function partlyPaid(uint256 n) public view returns (bool) {
        return nodes[n].holdUntil != 0 && nodes[n].holdUntil == nodes[n].releaseAt;
    }

    function releasedAt(uint256 n) public view returns (uint256) {
        if (partlyPaid(n)) return nodes[n].releaseAt - windows_.maxCaseHold;
        return nodes[n].releaseAt;
    }

    function standing(uint256 n, address signer) public view returns (Standing memory) {
        Key memory key = keys[signer];
        if (key.nodeId == n) return Standing(key.until, key.policyId, key.status);
        if (signer != address(0) && nodes[n].signer == signer) {
            KeyStatus status =
                key.status == KeyStatus.Condemned ? KeyStatus.Condemned : KeyStatus.Current;
            return Standing(nodes[n].validUntil, nodes[n].policyId, status);
        }
        return Standing(0, 0, KeyStatus.None);
    }

    function condemned(address signer) public view returns (bool) {
        return keys[signer].status == KeyStatus.Condemned;
    }

    function admission(uint256 n) public view returns (Admission memory a) {
        a.signer = nodes[n].signer;
        a.policyId = nodes[n].policyId;
        if (nodes[n].status == NodeStatus.Attested || nodes[n].status == NodeStatus.Accused) {
            a.feeBps = policies[a.policyId].feeBps;
            a.until = min(openUntil(a.policyId), nodes[n].validUntil);
        }
    }

    /// What each contract holds apart from donations.
    function booked() external view returns (uint256 registry, uint256 settlement) {
        for (uint256 n = 1; n <= nodeCount; n++) {
            registry += nodes[n].stake + nodes[n].unbonding;
            settlement += earningsOf[n].net + earningsOf[n].fee;
        }
        for (uint256 i = 0; i < creditors.length; i++) {
            registry += owed[creditors[i]];
        }
        for (uint256 i = 0; i < clients.length; i++) {
            settlement += accounts[clients[i]].free;
        }
        for (uint256 i = 0; i < jobIds.length; i++) {
            settlement += jobs[jobIds[i]].amount;
        }
        for (uint256 i = 0; i < sessionIds.length; i++) {
            settlement += sessions[sessionIds[i]].left;
        }
    }

    // ---- common

    /// The signatures of a quorum, as the addresses they recover to, in the order given.
    function quorumRefusal(address[] memory signers) internal view returns (string memory) {
        if (signers.length < threshold) return "TooFewSignatures";
        address before = address(0);
        for (uint256 i = 0; i < signers.length; i++) {
            if (attestorStatus[signers[i]] != AttestorStatus.Active) return "NotAttestor";
            if (signers[i] <= before) return "AttestorsNotAscending";
            before = signers[i];
        }
        return "";
    }

    function refused(string memory error_) internal pure returns (bool) {
        return bytes(error_).length > 0;
    }

    function min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function ceilBps(uint256 x, uint256 bps) internal pure returns (uint256) {
        return (x * bps + ONE_BPS - 1) / ONE_BPS;
    }
}
