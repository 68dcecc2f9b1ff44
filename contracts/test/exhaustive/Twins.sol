// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Admission } from "../../src/types/Admission.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { KeyStanding, KeyStatus } from "../../src/types/RetiredKey.sol";
import { SessionId, SessionTerms } from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Windows } from "../../src/types/Windows.sol";
import { CaseNetwork } from "../base/CaseNetwork.sol";
import { Explorer } from "./Explorer.sol";
import { Mirror } from "./Mirror.sol";
import { ModelTypes } from "./model/ModelTypes.sol";

/// @notice The network of the other tests with an attested node, and the model brought to the same
/// state; how each argument of the one is said to the other.
abstract contract Twins is Explorer, CaseNetwork {
    uint256 internal constant CLIENT = 1000 ether;
    uint256 private constant FUNDS = 10_000 ether;

    address[] internal signers;
    address[] internal holders;
    address[] internal clients;
    bytes32[] internal jobs;
    bytes32[] internal sessions;
    bytes32[] internal provable;
    uint256 internal nodes = 1;
    uint256 internal policies = 1;
    uint256 internal cases;
    uint256 internal causes;

    function setUp() public virtual override {
        cheats.pauseGasMetering();
        super.setUp();
        _launch();
        targets = [address(registry), address(settlement), address(token)];
        mirror = new Mirror(
            _modelled(_productionWindows()),
            ModelTypes.Parties(owner, guardian, treasury, address(registry), address(settlement))
        );
        _bringUp();
        signers = [enclave, vm.addr(NEXT_KEY)];
        clients = [client];
        holders = [operator, payout, client, treasury, address(registry), address(settlement)];
        _prepare();
        mirror.see(
            Mirror.Seen(
                nodes,
                policies,
                cases,
                causes,
                address(token),
                signers,
                holders,
                clients,
                jobs,
                sessions,
                provable
            )
        );
        _watch();
        _compareAllWords();
    }

    /// @dev Names what is seen, and fills the alphabet.
    function _prepare() internal virtual;

    /// @dev What `Network.setUp` and `_launch` did.
    function _bringUp() private {
        mirror.setNow(START);
        for (uint256 i = 0; i < 3; ++i) {
            _same(mirror.addAttestor(owner, vm.addr(attestorKeys[i])));
        }
        _same(mirror.setThreshold(owner, 2));
        _same(mirror.publishPolicy(owner, _modelled(_policyTerms())));
        mirror.mint(operator, FUNDS);
        mirror.mint(client, FUNDS);
        _same(mirror.deposit(client, client, CLIENT, CLIENT));
        _same(mirror.register(operator, payout));
        _same(mirror.stake(operator, 1, operator, MIN_STAKE, MIN_STAKE));
        _same(mirror.attest(address(this), _modelled(_verdict()), _quorum(2)));
    }

    function _same(string memory refusal) internal pure {
        vm.assertEq(bytes(refusal).length, 0, refusal);
    }

    /// @dev As the one of `account` in `Network`, on both sides.
    function _fundBoth(address account, address spender) internal {
        _fund(account, spender);
        mirror.mint(account, FUNDS);
    }

    // ---------------------------------------------------------------- running

    function _run(uint256 depth, uint256 atLeast) internal {
        uint256 deep = cheats.envOr("AZRA_EXHAUSTIVE_DEPTH", depth);
        uint256 first = cheats.envOr("AZRA_EXHAUSTIVE_FIRST", 0);
        uint256 last = cheats.envOr("AZRA_EXHAUSTIVE_LAST", alphabet.length);
        if (last > alphabet.length) last = alphabet.length;
        Tally memory tally = _explore(deep, new uint256[](0), first, last);
        _say(
            string.concat(
                _scene(),
                string.concat(": alphabet ", vm.toString(alphabet.length)),
                string.concat(", depth ", vm.toString(deep)),
                string.concat(", comparisons ", vm.toString(tally.comparisons)),
                string.concat(", accepted ", vm.toString(tally.accepted)),
                string.concat(", states ", vm.toString(tally.states))
            )
        );
        if (deep == depth && last - first == alphabet.length) {
            vm.assertTrue(tally.comparisons >= atLeast, "fewer comparisons than promised");
        }
    }

    /// @dev To the console of forge.
    function _say(string memory line) private view {
        (bool ignored,) = address(0x000000000000000000636F6e736F6c652e6c6f67)
            .staticcall(abi.encodeWithSignature("log(string)", line));
        ignored;
    }

    function _compareViews(uint256[] memory history) internal view override {
        for (uint256 n = 1; n <= nodes; ++n) {
            Admission memory found = registry.admission(NodeId.wrap(uint64(n)));
            ModelTypes.Admission memory expected = mirror.admission(n);
            _require(history, "admission.until", expected.until, found.until);
            _require(history, "admission.feeBps", expected.feeBps, found.feeBps);
            for (uint256 i = 0; i < signers.length; ++i) {
                _compareStanding(history, n, signers[i]);
            }
        }
        (uint256 inRegistry, uint256 inSettlement) = mirror.booked();
        _require(history, "booked by the registry", inRegistry, token.balanceOf(address(registry)));
        _require(
            history, "booked by settlement", inSettlement, token.balanceOf(address(settlement))
        );
    }

    function _compareStanding(uint256[] memory history, uint256 n, address signer) private view {
        KeyStanding memory found = registry.keyStanding(NodeId.wrap(uint64(n)), signer);
        ModelTypes.Standing memory expected = mirror.standing(n, signer);
        _require(history, "standing.until", expected.until, found.until);
        _require(history, "standing.policy", expected.policyId, PolicyId.unwrap(found.policy));
        bool same =
            (found.status == KeyStatus.None) == (expected.status == ModelTypes.KeyStatus.None)
                && (found.status == KeyStatus.Current)
                    == (expected.status == ModelTypes.KeyStatus.Current)
                && (found.status == KeyStatus.Condemned)
                    == (expected.status == ModelTypes.KeyStatus.Condemned);
        _require(history, "standing.status", 1, same ? 1 : 0);
    }

    // ---------------------------------------------------------------- the same, to the model

    function _quorum(uint256 count) internal view returns (address[] memory attestors) {
        attestors = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            attestors[i] = vm.addr(attestorKeys[i]);
        }
    }

    function _modelled(Windows memory w) internal pure returns (ModelTypes.Windows memory) {
        return ModelTypes.Windows({
            maxLifetime: w.maxLifetimeSeconds,
            maxSessionNotice: w.maxSessionNoticeSeconds,
            reportWindow: w.reportWindowSeconds,
            caseDelay: w.caseDelaySeconds,
            margin: w.marginSeconds,
            maxCaseHold: w.maxCaseHoldSeconds,
            unbonding: w.unbondingSeconds,
            suspension: w.suspensionSeconds,
            suspensionCoolDown: w.suspensionCoolDownSeconds
        });
    }

    function _modelled(PolicyTerms memory terms)
        internal
        pure
        returns (ModelTypes.PolicyTerms memory)
    {
        return ModelTypes.PolicyTerms({
            minStake: terms.minStake,
            lifetime: terms.lifetimeSeconds,
            teeMask: terms.teeMask,
            timeBucket: terms.timeBucketSeconds,
            unitBucket: terms.unitBucket,
            feeBps: terms.feeBps,
            digest: terms.digest
        });
    }

    function _modelled(Verdict memory v) internal pure returns (ModelTypes.Verdict memory) {
        return ModelTypes.Verdict({
            nodeId: NodeId.unwrap(v.nodeId),
            operator: v.operator,
            signer: v.signer,
            policyId: PolicyId.unwrap(v.policy),
            tee: v.tee,
            tcbStatus: v.tcbStatus,
            appraisedAt: v.appraisedAt,
            validUntil: v.validUntil
        });
    }

    function _modelled(Condemnation memory c)
        internal
        pure
        returns (ModelTypes.Condemnation memory)
    {
        return ModelTypes.Condemnation({
            nodeId: NodeId.unwrap(c.nodeId),
            signer: c.signer,
            cause: c.cause,
            faultAt: c.faultAt,
            evidenceHash: c.evidenceHash,
            expiresAt: c.expiresAt
        });
    }

    function _modelled(JobTerms memory terms) internal view returns (ModelTypes.JobTerms memory) {
        return ModelTypes.JobTerms({
            jobId: JobId.unwrap(_idOf(terms)),
            client: terms.client,
            nonce: terms.nonce,
            nodeId: NodeId.unwrap(terms.nodeId),
            signer: terms.signer,
            unitPrice: terms.unitPrice,
            maxPrice: terms.maxPrice,
            deadline: terms.deadline
        });
    }

    function _modelled(SessionTerms memory terms)
        internal
        view
        returns (ModelTypes.SessionTerms memory)
    {
        return ModelTypes.SessionTerms({
            sessionId: SessionId.unwrap(_sessionIdOf(terms)),
            client: terms.client,
            nonce: terms.nonce,
            nodeId: NodeId.unwrap(terms.nodeId),
            policyId: PolicyId.unwrap(terms.policy),
            unitPrice: terms.unitPrice,
            cap: terms.cap,
            expiry: terms.expiry,
            noticePeriod: terms.noticePeriod
        });
    }

    // ---------------------------------------------------------------- actions of several scenes

    function _mayRegistry(string memory name, address caller, bytes memory call, bytes memory model)
        internal
        returns (uint256)
    {
        return _may(name, address(registry), caller, call, model);
    }

    function _maySettlement(
        string memory name,
        address caller,
        bytes memory call,
        bytes memory model
    ) internal returns (uint256) {
        return _may(name, address(settlement), caller, call, model);
    }

    function _mayClaim() internal {
        NodeId[] memory list = new NodeId[](2);
        (list[0], list[1]) = (node, NodeId.wrap(2));
        uint256[] memory modelled = new uint256[](2);
        (modelled[0], modelled[1]) = (1, 2);
        _maySettlement(
            "claim",
            stranger,
            abi.encodeCall(settlement.claim, (node)),
            abi.encodeCall(mirror.claim, (stranger, 1))
        );
        _maySettlement(
            "claim fees",
            stranger,
            abi.encodeCall(settlement.claimFees, (list)),
            abi.encodeCall(mirror.claimFees, (stranger, modelled))
        );
    }

    function _mayOpen(string memory name, address caller, JobTerms memory terms)
        internal
        returns (uint256)
    {
        return _maySettlement(
            name,
            caller,
            abi.encodeCall(settlement.open, (terms)),
            abi.encodeCall(mirror.open, (caller, _modelled(terms)))
        );
    }

    function _mayAttest(string memory name, Verdict memory verdict) internal returns (uint256) {
        CompactSignature[] memory signatures = _signed(verdict, 2);
        return _may(
            name,
            address(registry),
            stranger,
            abi.encodeCall(registry.attest, (verdict, signatures)),
            abi.encodeCall(mirror.attest, (stranger, _modelled(verdict), _quorum(2)))
        );
    }

    function _mayCondemn(string memory name, Condemnation memory condemnation)
        internal
        returns (uint256)
    {
        return _may(
            name,
            address(registry),
            stranger,
            abi.encodeCall(registry.condemn, (condemnation, _signed(condemnation))),
            abi.encodeCall(mirror.condemn, (stranger, _modelled(condemnation), _quorum(2)))
        );
    }
}
