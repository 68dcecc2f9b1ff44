// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Case, CaseId, CaseStatus } from "../../src/types/Case.sol";
import { Condemnation } from "../../src/types/Condemnation.sol";
import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { NodeId } from "../../src/types/NodeId.sol";
import { KeyStatus } from "../../src/types/RetiredKey.sol";
import { NodeSteps } from "./NodeSteps.sol";

/// @notice Keys are condemned, cases opened, vetoed, executed, and what slashes leave is claimed.
abstract contract CaseSteps is NodeSteps {
    /// @dev One in four: every one gates a node for days.
    function condemn(uint256 seed) public {
        if (nodes.length == 0 || seed % 4 != 0) return executeCase(seed);
        NodeId nodeId = _nodeAt(_next(seed));
        address signer = registry.node(nodeId).signer;
        if (seed % 3 == 0 && replacedKeys.length > 0) {
            signer = replacedKeys[seed % replacedKeys.length];
        }
        if (signer == address(0)) return registerNode(seed);
        Condemnation memory condemnation = _condemnation(signer, uint8(_bounded(_next(seed), 1, 4)));
        condemnation.nodeId = nodeId;
        condemnation.faultAt = uint40(START);
        bytes memory call = abi.encodeCall(registry.condemn, (condemnation, _signed(condemnation)));
        if (_step(stranger, address(registry), call)) _noteCondemned(signer);
    }

    function proveEquivocation(uint256 seed) public {
        if (openJobs.length == 0 || seed % 3 != 0) return executeCase(seed);
        JobTerms memory terms = openJobs[seed % openJobs.length];
        JobId jobId = _idOf(terms);
        uint64 largest = uint64(_bounded(_next(seed), 1, 60));
        uint256 key = keyOf[terms.signer];
        bytes memory call = abi.encodeCall(
            registry.proveEquivocation,
            (
                terms,
                _signedReceipt(key, _receiptOf(jobId, largest)),
                _signedReceipt(key, _receiptOf(jobId, _spoiled(seed) ? largest : largest - 1))
            )
        );
        if (_step(stranger, address(registry), call)) _noteCondemned(terms.signer);
    }

    function vetoCase(uint256 seed) public {
        (bool exists, CaseId caseId, Case memory found) = _openCaseFrom(seed);
        if (!exists || seed % 3 == 0) return executeCase(seed);
        bool judged = found.reporter == address(0) && block.timestamp < found.executableAt;
        if (!judged && !_spoiled(seed)) return executeCase(seed);
        _step(guardian, address(registry), abi.encodeCall(registry.veto, (caseId)));
    }

    function executeCase(uint256 seed) public {
        (bool exists, CaseId caseId, Case memory found) = _openCaseFrom(seed);
        if (!exists) return claimOwed(seed);
        if (block.timestamp < found.executableAt && !_spoiled(seed)) return claimOwed(seed);
        _step(stranger, address(registry), abi.encodeCall(registry.execute, (caseId)));
    }

    function claimOwed(uint256 seed) public {
        for (uint256 i = 0; i < parties.length; ++i) {
            if (registry.owed(parties[i]) == 0) continue;
            _step(stranger, address(registry), abi.encodeCall(registry.claimOwed, (parties[i])));
            return;
        }
        claim(seed);
    }

    function _noteCondemned(address signer) private {
        vm.assertTrue(registry.retiredKey(signer).status == KeyStatus.Condemned, "C-34 spared");
        for (uint256 i = 0; i < replacedKeys.length; ++i) {
            if (replacedKeys[i] == signer) return;
        }
        replacedKeys.push(signer);
    }

    function _openCaseFrom(uint256 seed)
        private
        view
        returns (bool exists, CaseId caseId, Case memory found)
    {
        uint64 count = registry.globals().caseCount;
        for (uint64 i = 0; i < count; ++i) {
            caseId = CaseId.wrap(uint64((seed % count + i) % count) + 1);
            found = registry.caseById(caseId);
            if (found.status == CaseStatus.Open) return (true, caseId, found);
        }
    }
}
