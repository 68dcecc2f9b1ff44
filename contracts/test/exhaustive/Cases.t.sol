// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { CaseId } from "../../src/types/Case.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { SignedReceipt } from "../../src/types/Receipt.sol";
import { SessionTerms } from "../../src/types/Session.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Twins } from "./Twins.sol";
import { ModelTypes } from "./model/ModelTypes.sol";

/// @notice C-59, cases: judged and proven ones against a present and a former key, veto, execution and
/// the hold of what unbonds, around delay, release and the hold's end.
contract ExhaustiveCasesTest is Twins {
    uint96 private constant PART = 33 ether + 1;
    uint256 private constant THIRD_KEY = 0x3E4;

    function test_theModelAndTheContractsAgreeOnCases() public {
        _run(4, 37_000);
    }

    function _scene() internal pure override returns (string memory) {
        return "cases";
    }

    /// @dev The key is replaced after an hour, and a part of an odd stake unbonds.
    function _prepare() internal override {
        (causes, cases) = (3, 6);
        signers.push(vm.addr(THIRD_KEY));
        holders.push(stranger);
        vm.prank(operator);
        registry.stake(node, operator, 7);
        _same(mirror.stake(operator, 1, operator, 7, 7));
        address next = _rotate();
        mirror.setNow(block.timestamp);
        Verdict memory verdict = _verdict();
        verdict.signer = next;
        _same(mirror.attest(stranger, _modelled(verdict), _quorum(2)));
        vm.prank(operator);
        registry.unbond(node, PART);
        _same(mirror.unbond(operator, 1, PART));
        _judged(next);
        _proven(next);
        _ending();
        _staking();
        _leaving();
        _wait(3 days);
        _wait(18 days);
        _wait(14 days);
        _wait(1);
    }

    function _judged(address next) private {
        _mayCondemn("condemn the former key", _condemnationOf(enclave, 1));
        _mayCondemn("condemn the former key for another cause", _condemnationOf(enclave, 2));
        _mayCondemn("condemn the present key", _condemnationOf(next, 1));
        _mayCondemn("condemn a stranger", _condemnationOf(stranger, 1));
        _mayCondemn("judge an equivocation", _condemnationOf(next, 5));
        Condemnation memory late = _condemnationOf(next, 3);
        late.expiresAt = uint40(block.timestamp + 22 days);
        _mayCondemn("condemn with a hoarded statement", late);
        late = _condemnationOf(next, 3);
        late.faultAt = uint40(block.timestamp + 1);
        _mayCondemn("condemn a coming fault", late);
    }

    function _condemnationOf(address signer, uint8 cause)
        private
        view
        returns (Condemnation memory)
    {
        Condemnation memory condemnation = _condemnation(signer, cause);
        condemnation.faultAt = uint40(START);
        condemnation.expiresAt = uint40(block.timestamp + 1 days);
        return condemnation;
    }

    function _proven(address next) private {
        JobTerms memory terms = _terms(0);
        terms.signer = next;
        bytes32 jobId = JobId.unwrap(_idOf(terms));
        provable.push(jobId);
        _mayProve("prove", terms, NEXT_KEY, _pair(NEXT_KEY, jobId, 2, 60));
        _mayProve("prove with one receipt", terms, NEXT_KEY, _pair(NEXT_KEY, jobId, 2, 2));
        _mayProve("prove by another key", terms, ENCLAVE_KEY, _pair(ENCLAVE_KEY, jobId, 2, 3));
        SessionTerms memory session = _sessionTerms(0);
        bytes32 sessionJobId = JobId.unwrap(_sessionJobId(_sessionIdOf(session), 4));
        provable.push(sessionJobId);
        SignedReceipt[2] memory sides = _pair(ENCLAVE_KEY, sessionJobId, 1, 3);
        _mayRegistry(
            "prove of a session",
            stranger,
            abi.encodeCall(registry.proveSessionEquivocation, (session, 4, sides[0], sides[1])),
            abi.encodeCall(
                mirror.proveSessionEquivocation,
                (
                    stranger,
                    _modelled(session),
                    4,
                    _shown(sides[0], ENCLAVE_KEY),
                    _shown(sides[1], ENCLAVE_KEY)
                )
            )
        );
    }

    function _pair(uint256 key, bytes32 jobId, uint64 unitsA, uint64 unitsB)
        private
        view
        returns (SignedReceipt[2] memory sides)
    {
        sides[0] = _signedReceipt(key, _receiptOf(JobId.wrap(jobId), unitsA));
        sides[1] = _signedReceipt(key, _receiptOf(JobId.wrap(jobId), unitsB));
    }

    function _mayProve(
        string memory name,
        JobTerms memory terms,
        uint256 key,
        SignedReceipt[2] memory sides
    ) private {
        _mayRegistry(
            name,
            client,
            abi.encodeCall(registry.proveEquivocation, (terms, sides[0], sides[1])),
            abi.encodeCall(
                mirror.proveEquivocation,
                (client, _modelled(terms), _shown(sides[0], key), _shown(sides[1], key))
            )
        );
    }

    function _shown(SignedReceipt memory side, uint256 key)
        private
        pure
        returns (ModelTypes.Shown memory)
    {
        return ModelTypes.Shown({
            jobId: JobId.unwrap(side.receipt.jobId),
            receiptHash: SignedTypes.hash(side.receipt),
            units: side.receipt.computeUnits,
            index: side.index,
            batch: side.receiptHashes,
            batchSigner: vm.addr(key)
        });
    }

    function _ending() private {
        for (uint64 id = 1; id <= 2; ++id) {
            _mayVeto(string.concat("veto ", vm.toString(id)), guardian, id);
            _mayRegistry(
                string.concat("execute ", vm.toString(id)),
                stranger,
                abi.encodeCall(registry.execute, (CaseId.wrap(id))),
                abi.encodeCall(mirror.execute, (stranger, id))
            );
        }
        _mayVeto("veto by a stranger", stranger, 1);
        address[3] memory owing = [treasury, client, stranger];
        for (uint256 i = 0; i < 3; ++i) {
            _mayRegistry(
                string.concat("claim owed ", vm.toString(i)),
                stranger,
                abi.encodeCall(registry.claimOwed, (owing[i])),
                abi.encodeCall(mirror.claimOwed, (stranger, owing[i]))
            );
        }
    }

    function _mayVeto(string memory name, address caller, uint64 id) private {
        _mayRegistry(
            name,
            caller,
            abi.encodeCall(registry.veto, (CaseId.wrap(id))),
            abi.encodeCall(mirror.veto, (caller, id))
        );
    }

    function _staking() private {
        _mayRegistry(
            "unbond",
            operator,
            abi.encodeCall(registry.unbond, (node, PART)),
            abi.encodeCall(mirror.unbond, (operator, 1, PART))
        );
        _mayRegistry(
            "rebond",
            operator,
            abi.encodeCall(registry.rebond, (node, 5)),
            abi.encodeCall(mirror.rebond, (operator, 1, 5))
        );
        _mayRegistry(
            "withdraw",
            operator,
            abi.encodeCall(registry.withdraw, (node)),
            abi.encodeCall(mirror.withdrawStake, (operator, 1))
        );
    }

    function _leaving() private {
        Verdict memory verdict = _verdict();
        verdict.signer = vm.addr(THIRD_KEY);
        verdict.appraisedAt = uint32(block.timestamp + 1);
        _mayAttest("rotate again", verdict);
        _mayRegistry(
            "offer",
            operator,
            abi.encodeCall(registry.transferOperator, (node, stranger)),
            abi.encodeCall(mirror.transferOperator, (operator, 1, stranger))
        );
        _mayRegistry(
            "take over",
            stranger,
            abi.encodeCall(registry.acceptOperator, (node, 0)),
            abi.encodeCall(mirror.acceptOperator, (stranger, 1, 0))
        );
    }
}
