// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../../src/types/CompactSignature.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { Permit } from "../../src/types/Permit.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Network } from "../base/Network.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @notice C-44: crowds, starvation, rounding and extremes (C18, C20 to C23, C40).
contract LimitAttacksTest is Network {
    /// @dev Half of what a block holds on the main net.
    uint256 private constant HALF_A_BLOCK = 15_000_000;

    function setUp() public override {
        super.setUp();
        _launch();
    }

    function test_C18_aCrowdOfNodesAndJobsMakesNothingDearer() public {
        _open(_terms(0));
        uint256 first = _gasOfOpening(1);
        for (uint256 i = 0; i < 200; ++i) {
            vm.prank(stranger);
            registry.register(stranger);
        }
        for (uint64 i = 2; i < 100; ++i) {
            JobTerms memory dust = _terms(i);
            dust.maxPrice = 0;
            _open(dust);
        }
        vm.assertEq(_gasOfOpening(100), first, "gas of opening");
    }

    function testFuzz_C20_starvedOfGasADepositIsWholeOrNothing(uint256 seed) public {
        uint256 gasLimit = _bounded(seed, 30_000, 250_000);
        uint256 before = token.balanceOf(address(settlement));
        vm.prank(client);
        (bool done,) = address(settlement).call{ gas: gasLimit }(
            abi.encodeCall(settlement.depositWithPermit, (client, 5 ether, Permit(0, 0, 0, 0)))
        );
        uint256 expected = done ? 5 ether : 0;
        vm.assertEq(_free(client), 1000 ether + expected, "booked");
        vm.assertEq(token.balanceOf(address(settlement)) - before, expected, "held");
    }

    function testFuzz_C20_starvedOfGasAClaimIsWholeOrNothing(uint256 seed) public {
        _open(_terms(0));
        _settle(_terms(0), 4);
        (bool done,) = address(settlement).call{ gas: _bounded(seed, 25_000, 150_000) }(
            abi.encodeCall(settlement.claim, (node))
        );
        vm.assertEq(token.balanceOf(payout), done ? 3.9 ether : 0, "paid");
        vm.assertEq(settlement.earnings(node).net, done ? 0 : 3.9 ether, "booked");
    }

    /// @notice C21: settling calls nobody: neither the token nor any recipient.
    function test_C21_nothingThatARecipientDoesCanStopASettlement() public {
        _open(_terms(0));
        vm.etch(address(token), hex"fe");
        vm.etch(payout, hex"fe");
        vm.etch(client, hex"fe");
        vm.etch(operator, hex"fe");
        _settle(_terms(0), 4);
        vm.assertEq(settlement.earnings(node).jobs, 1);
    }

    function test_C22_theLargestQuorumFitsIntoHalfABlock() public {
        uint256[] memory keys = _manyAttestors();
        vm.warp(START + 1);
        Verdict memory verdict = _verdict();
        bytes32 digest = MessageHashUtils.toTypedDataHash(domainR, _hash(verdict));
        CompactSignature[] memory signatures = new CompactSignature[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            signatures[i] = _compact(keys[i], digest);
        }
        uint256 before = gasleft();
        registry.attest(verdict, signatures);
        vm.assertTrue(before - gasleft() < HALF_A_BLOCK, "gas of 32 signatures");
    }

    function testFuzz_C23_ofJobsOfAFewUnitsNothingIsLostOrMade(uint256 seed) public {
        uint256 paid = 0;
        for (uint64 i = 0; i < 8; ++i) {
            JobTerms memory terms = _terms(i);
            terms.maxPrice = uint96(_bounded(seed >> (8 * i), 0, 7));
            terms.unitPrice = uint96(_bounded(seed >> (64 + 8 * i), 0, 3));
            uint64 computeUnits = uint64(_bounded(seed >> (128 + 8 * i), 0, 4));
            _open(terms);
            _settle(terms, computeUnits);
            uint256 price = uint256(terms.unitPrice) * computeUnits;
            paid += price < terms.maxPrice ? price : terms.maxPrice;
        }
        uint256 earned = uint256(settlement.earnings(node).net) + settlement.earnings(node).fee;
        vm.assertEq(earned, paid, "earned");
        vm.assertEq(_free(client), 1000 ether - paid, "free");
    }

    function test_C40_extremesOnEveryFunctionMoveNothing() public {
        _open(_terms(0));
        _settle(_terms(0), 4);
        _throwExtremes("NodeRegistry", address(registry));
        _throwExtremes("Settlement", address(settlement));
        vm.assertEq(token.balanceOf(address(registry)), MIN_STAKE);
        vm.assertEq(registry.node(node).stake, MIN_STAKE);
        vm.assertEq(_free(client), 996 ether);
        vm.assertEq(settlement.earnings(node).net, 3.9 ether);
    }

    // ---------------------------------------------------------------- inside

    function _throwExtremes(string memory name, address target) private {
        string memory artifact =
            vm.readFile(string.concat("out/shipped/", name, ".sol/", name, ".json"));
        string[] memory signatures = vm.parseJsonKeys(artifact, ".methodIdentifiers");
        for (uint256 i = 0; i < signatures.length; ++i) {
            bytes4 selector = bytes4(keccak256(bytes(signatures[i])));
            _throw(target, bytes.concat(selector));
            _throw(target, bytes.concat(selector, new bytes(4096)));
            _throw(target, bytes.concat(selector, _ones(4096)));
            _throw(target, bytes.concat(selector, bytes32(uint256(32)), _ones(4096)));
        }
    }

    /// @dev A stranger's; whether it is refused or does something to the stranger is all the same.
    function _throw(address target, bytes memory call) private {
        vm.prank(stranger);
        (bool done,) = target.call(call);
        done;
    }

    function _ones(uint256 length) private pure returns (bytes memory ones) {
        ones = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            ones[i] = 0xff;
        }
    }

    function _gasOfOpening(uint64 nonce) private returns (uint256) {
        JobTerms memory terms = _terms(nonce);
        vm.prank(client);
        settlement.open(terms);
        (, uint64 used,,,) = vm.lastCallGas();
        return used;
    }

    /// @dev All 32, ascending by address.
    function _manyAttestors() private returns (uint256[] memory keys) {
        keys = new uint256[](32);
        for (uint256 i = 0; i < 32; ++i) {
            keys[i] = i < 3 ? attestorKeys[i] : 0xA100 + i;
            for (uint256 j = i; j > 0 && vm.addr(keys[j]) < vm.addr(keys[j - 1]); --j) {
                (keys[j], keys[j - 1]) = (keys[j - 1], keys[j]);
            }
        }
        vm.startPrank(owner);
        for (uint256 i = 0; i < 32; ++i) {
            if (!registry.isAttestor(vm.addr(keys[i]))) registry.addAttestor(vm.addr(keys[i]));
        }
        registry.setThreshold(32);
        vm.stopPrank();
    }
}
