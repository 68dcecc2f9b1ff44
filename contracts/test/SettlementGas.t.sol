// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../src/types/CompactSignature.sol";
import { JobId } from "../src/types/JobId.sol";
import { JobTerms } from "../src/types/JobTerms.sol";
import { NodeId } from "../src/types/NodeId.sol";
import { Permit } from "../src/types/Permit.sol";
import { SessionId, SessionRow, SessionTerms } from "../src/types/Session.sol";
import { GasNetwork } from "./base/GasNetwork.sol";

/// @notice C-23: what the functions of Settlement cost that are not in the table of Gas.t.sol.
contract SettlementGasTest is GasNetwork {
    function setUp() public override {
        super.setUp();
        _launch();
        _open(_terms(0));
        _settle(_terms(0), 4);
    }

    function test_accounts() public {
        vm.startPrank(client);
        settlement.deposit(client, 1 ether);
        _measured("deposit");
        for (uint256 i = 0; i < 2; ++i) {
            Permit memory permit = _permit(address(settlement), 1 ether);
            vm.startPrank(client);
            settlement.depositWithPermit(client, 1 ether, permit);
        }
        _measured("depositWithPermit");
        settlement.withdraw(operator, 1 ether);
        _measured("withdrawSettlement");
    }

    /// @dev Ten jobs on one node.
    function test_openMany() public {
        JobTerms[] memory terms = new JobTerms[](10);
        for (uint64 i = 0; i < 10; ++i) {
            terms[i] = _terms(i + 1);
        }
        vm.prank(client);
        settlement.openMany(terms);
        _measured("openMany");
    }

    /// @dev Not the first of its word of the bitmap.
    function test_orders() public {
        settlement.openFor(_terms(FIRST_ORDER), _agreed(_idOf(_terms(FIRST_ORDER))));
        JobTerms memory terms = _terms(FIRST_ORDER + 1);
        settlement.openFor(terms, _agreed(_idOf(terms)));
        _measured("openFor");
        SessionTerms memory session = _sessionTerms(FIRST_ORDER + 2);
        bytes memory signature = _agreed(JobId.wrap(SessionId.unwrap(_sessionIdOf(session))));
        settlement.openSessionFor(session, signature);
        _measured("openSessionFor");
        vm.prank(client);
        settlement.invalidate(uint56(FIRST_ORDER >> 8), 1 << 3);
        _measured("invalidate");
    }

    function test_cancel() public {
        _open(_terms(1));
        vm.prank(operator);
        settlement.cancel(_terms(1));
        _measured("cancel");
    }

    /// @dev One row.
    function test_settleSession() public {
        SessionTerms memory terms = _sessionTerms(1);
        _openSession(terms);
        SessionRow[] memory rows = _sessionRows(1, 4);
        CompactSignature memory signature = _signSession(ENCLAVE_KEY, terms, rows);
        settlement.settleSession(terms, rows, signature);
        _measured("settleSession");
    }

    /// @dev Of one node, to a treasury that has tokens.
    function test_claimFees() public {
        NodeId[] memory nodes = new NodeId[](1);
        nodes[0] = node;
        settlement.claimFees(nodes);
        _open(_terms(1));
        _settle(_terms(1), 4);
        settlement.claimFees(nodes);
        _measured("claimFees");
    }

    function test_everyFunctionHasItsNumberOnFile() public view {
        _everyFunctionIsOnFile("Settlement", "withdraw");
    }

    function _agreed(JobId digest) private pure returns (bytes memory) {
        (bytes32 r, bytes32 vs) = vm.signCompact(CLIENT_KEY, JobId.unwrap(digest));
        return abi.encodePacked(r, vs);
    }
}
