// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Earnings } from "../../src/types/Earnings.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { PolicyTerms } from "../../src/types/Policy.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Network } from "../base/Network.sol";

/// @notice C-17: settling makes and loses no money, whatever the prices, units and fees.
contract ConservationTest is Network {
    function testFuzz_whatAJobLockedIsPaidOrReturned(
        uint96 maxPrice,
        uint96 unitPrice,
        uint64 computeUnits,
        uint256 feeSeed
    ) public {
        maxPrice = uint96(_bounded(maxPrice, 0, 1000 ether));
        uint256 feeBps = _bounded(feeSeed, 0, 1000);
        _launchWithFee(uint16(feeBps));
        JobTerms memory terms = _terms(0);
        terms.maxPrice = maxPrice;
        terms.unitPrice = unitPrice;
        _open(terms);
        _settle(terms, computeUnits);

        uint256 price = uint256(unitPrice) * computeUnits;
        uint256 payment = price < maxPrice ? price : maxPrice;
        uint256 fee = (payment * feeBps + 9999) / 10_000;
        Earnings memory earned = settlement.earnings(node);
        vm.assertEq(uint256(earned.net) + earned.fee, payment, "payment");
        vm.assertEq(earned.fee, fee, "fee");
        vm.assertTrue(fee <= payment);
        vm.assertEq(_free(client), 1000 ether - payment, "rest");
    }

    /// @notice Whatever a batch holds, Settlement still holds what it owes, to the last unit.
    function testFuzz_aBatchKeepsTheBooksBalanced(uint256 seed) public {
        _launch();
        uint256 count = _bounded(seed, 1, 12);
        JobTerms[] memory opened = new JobTerms[](count);
        ReceiptRow[] memory rows = new ReceiptRow[](count);
        for (uint64 i = 0; i < count; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            opened[i] = _terms(i);
            opened[i].maxPrice = uint96(_bounded(seed >> 8, 0, 80 ether));
            opened[i].unitPrice = uint96(_bounded(seed >> 72, 0, 10 ether));
            _open(opened[i]);
            // Some rows name any earlier job again, so that theirs stays open.
            uint256 named = seed % 4 == 0 ? _bounded(seed >> 200, 0, i) : i;
            rows[i] = _row(opened[named], uint64(_bounded(seed >> 136, 0, 20)));
        }
        settlement.settle(rows, _signBatch(ENCLAVE_KEY, rows));

        Earnings memory earned = settlement.earnings(node);
        uint256 owed = uint256(_free(client)) + earned.net + earned.fee;
        for (uint256 i = 0; i < count; ++i) {
            owed += settlement.job(_idOf(opened[i])).amount;
        }
        vm.assertEq(owed, token.balanceOf(address(settlement)), "owed");
        vm.assertTrue(earned.jobs > 0 && earned.jobs <= count);
    }

    function _launchWithFee(uint16 feeBps) private {
        PolicyTerms memory terms = _policyTerms();
        terms.feeBps = feeBps;
        vm.prank(owner);
        policy = registry.publishPolicy(terms);
        _launch();
    }
}
