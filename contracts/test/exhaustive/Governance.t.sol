// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { PolicyId } from "../../src/types/PolicyId.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Twins } from "./Twins.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-59, governance: policies from publishing to grace, suspension and its cool-down, attestors,
/// threshold and quorums in every order, by owner, guardian and stranger.
contract ExhaustiveGovernanceTest is Twins {
    address private immutable FOURTH = _named("fourth attestor");

    function test_theModelAndTheContractsAgreeOnGovernance() public {
        _run(4, 120_000);
    }

    function _scene() internal pure override returns (string memory) {
        return "governance";
    }

    function _prepare() internal override {
        policies = 2;
        for (uint256 i = 0; i < 3; ++i) {
            holders.push(vm.addr(attestorKeys[i]));
        }
        holders.push(FOURTH);
        holders.push(stranger);
        _publishing();
        _ending();
        _attestors();
        _roles();
        _quorums();
        JobTerms memory terms = _terms(0);
        jobs.push(JobId.unwrap(_idOf(terms)));
        _mayOpen("open a job", client, terms);
        _wait(1 hours);
        _wait(7 days);
        _wait(1);
    }

    function _publishing() private {
        PolicyTerms memory terms = _policyTerms();
        (terms.digest, terms.feeBps) = (keccak256("second document"), 1000);
        uint256 published = _mayPublish("publish", owner, terms);
        _unless(published);
        _mayPublish("publish by the guardian", guardian, terms);
        terms.feeBps = 1001;
        _mayPublish("publish a high fee", owner, terms);
        terms.unitBucket = 0;
        _mayPublish("publish no bucket", owner, terms);
        terms.teeMask = 1;
        _mayPublish("publish an unknown tee", owner, terms);
        terms.lifetimeSeconds = 7 days + 1;
        _mayPublish("publish a long lifetime", owner, terms);
        terms.digest = 0;
        _mayPublish("publish no document", owner, terms);
    }

    function _mayPublish(string memory name, address caller, PolicyTerms memory terms)
        private
        returns (uint256)
    {
        return _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.publishPolicy, (terms)),
            abi.encodeCall(mirror.publishPolicy, (caller, _modelled(terms)))
        );
    }

    function _ending() private {
        _mayRetire("retire at once", owner, 1, 0);
        _mayRetire("retire with grace", owner, 1, uint32(START + 2 hours));
        _mayRetire("retire the second", owner, 2, 0);
        _mayRetire("retire by the guardian", guardian, 1, 0);
        _maySuspend("suspend", guardian, 1);
        _maySuspend("suspend the second", guardian, 2);
        _maySuspend("suspend by the owner", owner, 1);
    }

    function _mayRetire(string memory name, address caller, uint24 id, uint32 graceUntil) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.retirePolicy, (PolicyId.wrap(id), graceUntil)),
            abi.encodeCall(mirror.retirePolicy, (caller, id, graceUntil))
        );
    }

    function _maySuspend(string memory name, address caller, uint24 id) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.suspendPolicy, (PolicyId.wrap(id))),
            abi.encodeCall(mirror.suspendPolicy, (caller, id))
        );
    }

    function _attestors() private {
        _mayAdd("add", owner, FOURTH);
        _mayAdd("add by the guardian", guardian, FOURTH);
        _mayAdd("add nobody", owner, address(0));
        _mayAdd("add the first again", owner, vm.addr(attestorKeys[0]));
        _mayRemove("remove the first", guardian, vm.addr(attestorKeys[0]));
        _mayRemove("remove the second", owner, vm.addr(attestorKeys[1]));
        _mayRemove("remove by a stranger", stranger, vm.addr(attestorKeys[1]));
        _mayRemove("remove the fourth", guardian, FOURTH);
        for (uint8 threshold = 0; threshold <= 4; ++threshold) {
            if (threshold == 2) continue;
            _mayRegistry(
                string.concat("threshold ", vm.toString(threshold)),
                owner,
                abi.encodeCall(registry.setThreshold, (threshold)),
                abi.encodeCall(mirror.setThreshold, (owner, threshold))
            );
        }
    }

    function _mayAdd(string memory name, address caller, address attestor) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.addAttestor, (attestor)),
            abi.encodeCall(mirror.addAttestor, (caller, attestor))
        );
    }

    function _mayRemove(string memory name, address caller, address attestor) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.removeAttestor, (attestor)),
            abi.encodeCall(mirror.removeAttestor, (caller, attestor))
        );
    }

    function _roles() private {
        address[3] memory callers = [owner, owner, guardian];
        address[3] memory named = [stranger, address(0), stranger];
        string[3] memory who = ["stranger", "nobody", "stranger by the guardian"];
        for (uint256 i = 0; i < 3; ++i) {
            _mayRegistry(
                string.concat("guardian: ", who[i]),
                callers[i],
                abi.encodeCall(registry.setGuardian, (named[i])),
                abi.encodeCall(mirror.setGuardian, (callers[i], named[i]))
            );
            _mayRegistry(
                string.concat("treasury: ", who[i]),
                callers[i],
                abi.encodeCall(registry.setTreasury, (named[i])),
                abi.encodeCall(mirror.setTreasury, (callers[i], named[i]))
            );
        }
        _maySuspend("suspend by the next guardian", stranger, 1);
    }

    function _quorums() private {
        uint256[3] memory keys = attestorKeys;
        uint256[] memory two = new uint256[](2);
        (two[0], two[1]) = (keys[0], keys[1]);
        _mayRenew("renew by first and second", two, 1);
        _mayRenew("move to the second policy", two, 2);
        (two[0], two[1]) = (keys[1], keys[0]);
        _mayRenew("renew by second and first", two, 1);
        (two[0], two[1]) = (keys[2], keys[2]);
        _mayRenew("renew by the third twice", two, 1);
        uint256[] memory one = new uint256[](1);
        one[0] = keys[2];
        _mayRenew("renew by the third alone", one, 1);
        uint256[] memory three = new uint256[](3);
        (three[0], three[1], three[2]) = (keys[0], keys[1], keys[2]);
        _mayRenew("renew by all three", three, 1);
    }

    function _mayRenew(string memory name, uint256[] memory keys, uint24 id) private {
        Verdict memory verdict = _verdict();
        verdict.appraisedAt = uint32(START + 1 hours);
        verdict.validUntil = uint32(START + 25 hours);
        verdict.policy = PolicyId.wrap(id);
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainR, _hash(verdict));
        CompactSignature[] memory signatures = new CompactSignature[](keys.length);
        address[] memory quorum = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            (signatures[i], quorum[i]) = (_compact(keys[i], digest), vm.addr(keys[i]));
        }
        _mayRegistry(
            name,
            stranger,
            abi.encodeCall(registry.attest, (verdict, signatures)),
            abi.encodeCall(mirror.attest, (stranger, _modelled(verdict), quorum))
        );
    }
}
