// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CaseNetwork } from "../base/CaseNetwork.sol";

/// @notice C-30: who may call what. Every function that changes anything is called by every role, in
/// a situation in which it succeeds for the right one. `access/*.json` says who that is; a function
/// without a row there, or without a call here, fails.
abstract contract Access is CaseNetwork {
    error NoCallFor(string name);
    error RoleUnknown(string role);

    address internal immutable pendingOperator = _named("pending operator");
    string private matrix;

    /// @dev Name of the contract under test, as in `access` and `out/shipped`, and where it is.
    function _subject() internal view virtual returns (string memory name, address found);

    /// @dev Brings about a situation in which the right role's call succeeds, and encodes that call.
    /// Reverts with NoCallFor for a function that it does not know.
    function _arrange(bytes32 name, address caller) internal virtual returns (bytes memory call);

    function setUp() public override {
        super.setUp();
        _launch();
        vm.prank(operator);
        registry.transferOperator(node, pendingOperator);
        string[10] memory all = _roles();
        for (uint256 i = 0; i < all.length; ++i) {
            address who = _holder(all[i]);
            _fund(who, address(registry));
            _fund(who, address(settlement));
            vm.prank(who);
            settlement.deposit(who, 1 ether);
        }
        (string memory name,) = _subject();
        matrix = vm.readFile(string.concat("access/", name, ".json"));
    }

    function test_everyFunctionOfTheAbiHasARow() public view {
        (string memory name,) = _subject();
        string memory artifact =
            vm.readFile(string.concat("out/shipped/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(artifact, ".methodIdentifiers");
        string[] memory views = vm.parseJsonStringArray(matrix, ".views");
        string[] memory rows = vm.parseJsonKeys(matrix, ".functions");
        for (uint256 i = 0; i < signatures.length; ++i) {
            string memory found = _nameIn(signatures[i]);
            vm.assertTrue(_has(rows, found) || _has(views, found), found);
        }
        vm.assertEq(signatures.length, rows.length + views.length, "rows without a function");
    }

    function test_everyCellOfTheMatrixIsAsItSays() public {
        string[] memory functions = vm.parseJsonKeys(matrix, ".functions");
        string[10] memory all = _roles();
        for (uint256 i = 0; i < functions.length; ++i) {
            for (uint256 j = 0; j < all.length; ++j) {
                uint256 before = vm.snapshotState();
                _try(functions[i], all[j]);
                vm.revertToState(before);
            }
        }
    }

    function _try(string memory name, string memory role) private {
        address caller = _holder(role);
        bytes memory call = _arrange(bytes32(bytes(name)), caller);
        if (call.length == 0) revert NoCallFor(name);
        (, address subject) = _subject();
        vm.prank(caller);
        (bool done, bytes memory answer) = subject.call(call);
        string memory row = string.concat(".functions.", name);
        string[] memory by = vm.parseJsonStringArray(matrix, string.concat(row, ".by"));
        string memory cell = string.concat(name, " by ", role);
        bool allowed = _has(by, role) || _has(by, "anyone");
        vm.assertEq(done ? 1 : 0, allowed ? 1 : 0, cell);
        if (allowed) return;
        string memory reason = vm.parseJsonString(matrix, string.concat(row, ".otherwise"));
        vm.assertEq(bytes32(bytes4(answer)), bytes32(bytes4(keccak256(bytes(reason)))), cell);
    }

    function _roles() private pure returns (string[10] memory) {
        return [
            "owner",
            "guardian",
            "treasury",
            "attestor",
            "operator",
            "pendingOperator",
            "payout",
            "client",
            "enclave",
            "stranger"
        ];
    }

    function _holder(string memory role) private view returns (address) {
        bytes32 named = bytes32(bytes(role));
        if (named == "owner") return owner;
        if (named == "guardian") return guardian;
        if (named == "treasury") return treasury;
        if (named == "attestor") return vm.addr(attestorKeys[0]);
        if (named == "operator") return operator;
        if (named == "pendingOperator") return pendingOperator;
        if (named == "payout") return payout;
        if (named == "client") return client;
        if (named == "enclave") return enclave;
        if (named == "stranger") return stranger;
        revert RoleUnknown(role);
    }

    function _has(string[] memory names, string memory name) private pure returns (bool) {
        for (uint256 i = 0; i < names.length; ++i) {
            if (keccak256(bytes(names[i])) == keccak256(bytes(name))) return true;
        }
        return false;
    }

    /// @dev What stands before the bracket.
    function _nameIn(string memory signature) private pure returns (string memory) {
        bytes memory letters = bytes(signature);
        uint256 length = 0;
        while (letters[length] != "(") ++length;
        bytes memory name = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            name[i] = letters[i];
        }
        return string(name);
    }
}
