// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SignedTypes } from "../../src/libraries/SignedTypes.sol";
import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobId } from "../../src/types/JobId.sol";
import { Receipt } from "../../src/types/Receipt.sol";
import { Metering, SessionId, SessionRow, SessionTerms } from "../../src/types/Session.sol";
import { Network } from "./Network.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice Sessions of the network's client with its node.
abstract contract SessionNetwork is Network {
    uint96 internal constant CAP = 50 ether;

    /// @dev Longer than any verdict, so that keys may change while it lasts.
    function _sessionTerms(uint64 nonce) internal view returns (SessionTerms memory) {
        return SessionTerms({
            client: client,
            nodeId: node,
            policy: policy,
            unitPrice: 1 ether,
            cap: CAP,
            expiry: uint40(block.timestamp + 30 days),
            noticePeriod: 6 hours,
            nonce: nonce
        });
    }

    function _openSession(SessionTerms memory terms) internal returns (SessionId) {
        vm.prank(terms.client);
        return settlement.openSession(terms);
    }

    function _sessionIdOf(SessionTerms memory terms) internal view returns (SessionId) {
        bytes32 structHash = keccak256(abi.encode(SignedTypes.SESSION_TERMS, terms));
        return SessionId.wrap(MessageHashUtils.toTypedDataHash(domainS, structHash));
    }

    function _sessionJobId(SessionId sessionId, uint256 index) internal pure returns (JobId) {
        return JobId.wrap(keccak256(abi.encode(sessionId, index)));
    }

    function _sessionRow(uint32 index, uint64 computeUnits)
        internal
        view
        returns (SessionRow memory)
    {
        uint40 startedAt = uint40(block.timestamp);
        bytes memory packed =
            abi.encodePacked(uint40(0), index, computeUnits, startedAt, startedAt, startedAt + 60);
        return SessionRow({
            metering: Metering.wrap(uint256(bytes32(packed))),
            resultCommitment: keccak256(abi.encode("salted result", index))
        });
    }

    function _sessionRows(uint32 count, uint64 computeUnits)
        internal
        view
        returns (SessionRow[] memory rows)
    {
        rows = new SessionRow[](count);
        for (uint32 i = 0; i < count; ++i) {
            rows[i] = _sessionRow(i, computeUnits);
        }
    }

    function _sessionReceipt(SessionId sessionId, SessionRow memory row)
        internal
        pure
        returns (Receipt memory)
    {
        return Receipt({
            jobId: _sessionJobId(sessionId, row.metering.index()),
            computeUnits: row.metering.computeUnits(),
            startedAt: row.metering.startedAt(),
            finishedAt: row.metering.finishedAt(),
            wipedAt: row.metering.wipedAt(),
            resultCommitment: row.resultCommitment
        });
    }

    function _signSession(uint256 key, SessionTerms memory terms, SessionRow[] memory rows)
        internal
        view
        returns (CompactSignature memory)
    {
        SessionId sessionId = _sessionIdOf(terms);
        bytes32[] memory hashes = new bytes32[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            hashes[i] = SignedTypes.hash(_sessionReceipt(sessionId, rows[i]));
        }
        bytes32 batch = SignedTypes.hashBatch(hashes);
        return _compact(key, MessageHashUtils.toTypedDataHash(domainS, batch));
    }

    function _settleSession(SessionTerms memory terms, SessionRow[] memory rows) internal {
        settlement.settleSession(terms, rows, _signSession(ENCLAVE_KEY, terms, rows));
    }
}
