// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { NodeRegistry } from "../src/NodeRegistry.sol";
import { Settlement } from "../src/Settlement.sol";
import { SignedTypes } from "../src/libraries/SignedTypes.sol";
import { Admission } from "../src/types/Admission.sol";
import { CompactSignature } from "../src/types/CompactSignature.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { ReceiptRow } from "../src/types/Receipt.sol";
import { SessionRow, SessionTerms } from "../src/types/Session.sol";
import { Windows } from "../src/types/Windows.sol";
import { SessionNetwork } from "./base/SessionNetwork.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice A registry that answers questions about money with nothing.
contract MuteRegistry {
    address public immutable settlement;
    address public immutable token;
    Admission private admitted;

    constructor(address token_, address settlement_) {
        (token, settlement) = (token_, settlement_);
    }

    function timeWindows() external pure returns (Windows memory found) {
        found.maxSessionNoticeSeconds = 1 days;
    }

    function admit(Admission calldata admitted_) external {
        admitted = admitted_;
    }

    function admission(NodeId) external view returns (Admission memory) {
        if (admitted.signer == address(0)) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        return admitted;
    }

    fallback() external { }
}

/// @notice C-61: no word of calldata wider than its type is taken, signed or not; and no answer of the
/// registry that is none.
contract WordsTest is SessionNetwork {
    function test_aRowWithAWordWiderThanItsTypeIsRefusedThoughTheEnclaveSignedIt() public {
        _launch();
        _open(_terms(0));
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        uint256[4] memory bits = [uint256(64), 40, 40, 40];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory words = abi.encode(
                _idOf(_terms(0)),
                rows[0].computeUnits,
                rows[0].startedAt,
                rows[0].finishedAt,
                rows[0].wipedAt,
                rows[0].resultCommitment
            );
            _setBit(words, i + 1, bits[i], 0);
            bytes32[] memory hashes = new bytes32[](1);
            hashes[0] = keccak256(bytes.concat(SignedTypes.RECEIPT, words));
            bytes32 digest =
                MessageHashUtils.toTypedDataHash(domainS, SignedTypes.hashBatch(hashes));
            CompactSignature memory signature = _compact(ENCLAVE_KEY, digest);
            bytes memory call = abi.encodeCall(Settlement.settle, (rows, signature));
            // Behind selector, offset, signature and length: the eight words of the terms.
            _setBit(call, 4 + 8 + i, bits[i], 4);
            _refusedWithoutData(address(settlement), call);
        }
        vm.assertTrue(settlement.job(_idOf(_terms(0))).deadline != 0);
    }

    function test_aRegistryThatDoesNotAnswerOpensAndPaysNothing() public {
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        MuteRegistry mute = new MuteRegistry(address(token), next);
        settlement = _newSettlement(NodeRegistry(address(mute)));
        domainS = settlement.settlementDomain();
        _fund(client, address(settlement));
        vm.prank(client);
        settlement.deposit(client, 100 ether);
        JobTerms memory terms = _terms(0);
        _refused(client, abi.encodeCall(settlement.open, (terms)));

        mute.admit(Admission(enclave, uint40(START + 1 days), policy, FEE_BPS));
        _open(terms);
        SessionTerms memory session = _sessionTerms(1);
        _openSession(session);
        _refused(client, abi.encodeCall(settlement.refund, (terms)));
        ReceiptRow[] memory rows = _rows(_row(terms, 4));
        bytes memory call = abi.encodeCall(settlement.settle, (rows, _signBatch(ENCLAVE_KEY, rows)));
        _refused(client, call);
        SessionRow[] memory some = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, session, some);
        _refused(client, abi.encodeCall(settlement.settleSession, (session, some, signature)));
        vm.assertEq(_free(client), 40 ether);
    }

    function _refused(address caller, bytes memory call) private {
        vm.prank(caller);
        _refusedWithoutData(address(settlement), call);
    }

    function _refusedWithoutData(address target, bytes memory call) private {
        (bool done, bytes memory reason) = target.call(call);
        vm.assertFalse(done);
        vm.assertEq(reason.length, 0);
    }

    function _setBit(bytes memory words, uint256 word, uint256 bit, uint256 from) private pure {
        uint256 lies = from + word * 32 + 31 - bit / 8;
        words[lies] |= bytes1(uint8(1 << (bit % 8)));
    }
}
