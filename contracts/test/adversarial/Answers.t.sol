// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IJobEscrow } from "../../src/interfaces/IJobEscrow.sol";
import { ISessions } from "../../src/interfaces/ISessions.sol";
import { ISettlement } from "../../src/interfaces/ISettlement.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { SessionRow, SessionTerms } from "../../src/types/Session.sol";
import { SessionNetwork } from "../base/SessionNetwork.sol";

/// @notice C-63: settling takes no answer of the registry that is cut short, and no failure for one. The
/// registry gives neither; here other code stands in its place.
contract AnswersTest is SessionNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _openSession(_sessionTerms(1));
    }

    function test_admissionIsAnsweredInFullOrNotAtAll() public {
        bytes memory opening = abi.encodeCall(settlement.open, (_terms(2)));
        _refuse(client, opening, 0x7f);
        // In full, it is that of a node without a verdict.
        _answer(0x80);
        vm.expectRevert(
            abi.encodeWithSelector(IJobEscrow.SignerNotCurrent.selector, node, enclave, address(0))
        );
        _call(client, opening);
    }

    function test_whetherAKeyIsCondemnedIsAnsweredInFullOrNotAtAll() public {
        ReceiptRow[] memory rows = _rows(_row(_terms(0), 4));
        bytes memory settling =
            abi.encodeCall(ISettlement.settle, (rows, _signBatch(ENCLAVE_KEY, rows)));
        _refuse(stranger, settling, 0x1f);
        _answer(0x20);
        _call(stranger, settling);
        vm.assertEq(settlement.earnings(node).jobs, 1);
    }

    function test_howAKeyStandsIsAnsweredInFullOrNotAtAll() public {
        SessionTerms memory terms = _sessionTerms(1);
        SessionRow[] memory rows = _sessionRows(1, 4);
        bytes memory settling = abi.encodeCall(
            ISessions.settleSession, (terms, rows, _signSession(ENCLAVE_KEY, terms, rows))
        );
        _refuse(stranger, settling, 0x5f);
        // In full, it is that of a key that the node never had.
        _answer(0x60);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISessions.SignerNotOfSession.selector, node, enclave, terms.policy
            )
        );
        _call(stranger, settling);
    }

    /// @dev Refused without a word: when so many bytes are returned, and when the call fails with more.
    function _refuse(address caller, bytes memory call, uint8 size) private {
        _answer(size);
        vm.expectRevert(bytes(""));
        _call(caller, call);
        // PUSH1 0xff, PUSH0, REVERT
        vm.etch(address(registry), hex"60ff5ffd");
        vm.expectRevert(bytes(""));
        _call(caller, call);
    }

    /// @dev That many zero bytes to every question: PUSH1 size, PUSH0, RETURN.
    function _answer(uint8 size) private {
        vm.etch(address(registry), bytes.concat(hex"60", bytes1(size), hex"5ff3"));
    }

    function _call(address caller, bytes memory call) private {
        vm.prank(caller);
        (bool done, bytes memory answer) = address(settlement).call(call);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }
}
