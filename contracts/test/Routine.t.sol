// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Routine } from "../src/libraries/Routine.sol";
import { VerdictWords } from "../src/libraries/Words.sol";
import { NodeSlotA, NodeSlotB, PolicySlot, RetiredKeySlot } from "../src/types/Slots.sol";
import { Base } from "./base/Base.sol";

/// @notice C-64: what is plain is right. The rules again, as INVARIANTS.md has them, beside the one
/// expression that stands for them, at the ends of every one of them and one beyond.
contract RoutineTest is Base {
    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant OPERATOR = uint256(uint160(type(uint160).max - 7));
    // Odd, like the time of the last appraisal: no bit of either can be lost unseen.
    uint256 private constant LIFETIME = 2 days - 1;
    uint256 private constant MIN_STAKE = 100 ether;

    /// @dev Members of what is stored, each with its own width.
    struct Stored {
        uint256 stake;
        uint256 operator;
        uint256 signer;
        uint256 appraisedAt;
        uint256 status;
        uint256 policyStatus;
        uint256 graceUntil;
        uint256 suspendedUntil;
        uint256 minStake;
        uint256 lifetime;
        uint256 teeMask;
        uint256 past;
    }

    function setUp() public {
        vm.warp(NOW);
    }

    function isPlain(VerdictWords calldata words, uint256 a, uint256 b, uint256 p, uint256 past)
        external
        view
        returns (bool)
    {
        return Routine.isPlain(
            words,
            NodeSlotA.wrap(a),
            NodeSlotB.wrap(b),
            PolicySlot.wrap(p),
            RetiredKeySlot.wrap(past)
        );
    }

    function test_aVerdictThatKeepsEveryRuleIsPlain() public view {
        _expect(_words(), _stored(), true);
    }

    function test_everyRuleCountsToItsLastUnit() public view {
        for (uint256 change = 0; change < 44; ++change) {
            VerdictWords memory words = _words();
            Stored memory stored = _stored();
            bool plain = _change(words, stored, change);
            vm.assertEq(_rules(words, stored) ? 1 : 0, plain ? 1 : 0, vm.toString(change));
            _expect(words, stored, plain);
        }
    }

    /// @dev Two changes at once, so that none hides another.
    function testFuzz_isPlainExactlyIfEveryRuleIsKept(uint256 first, uint256 second, uint256 bit)
        public
        view
    {
        VerdictWords memory words = _words();
        Stored memory stored = _stored();
        _change(words, stored, first % 44);
        _change(words, stored, second % 44);
        if (bit % 4 == 0) words.signer |= 1 << (bit / 4 % 256);
        if (bit % 4 == 1) words.operator |= 1 << (bit / 4 % 256);
        if (bit % 4 == 2) words.validUntil |= 1 << (bit / 4 % 256);
        if (bit % 4 == 3) words.tee |= 1 << (bit / 4 % 256);
        _expect(words, stored, _rules(words, stored));
    }

    /// @dev Its neighbour in the word may make a minimum seem higher: then the rules are asked.
    function test_enoughStakeOfAnOperatorWithAVeryLowAddressIsNotPlain() public view {
        VerdictWords memory words = _words();
        Stored memory stored = _stored();
        words.operator = stored.operator = 1;
        _expect(words, stored, false);
        ++stored.stake;
        _expect(words, stored, true);
    }

    /// @return plain Whether it still is, after change number `n`.
    function _change(VerdictWords memory words, Stored memory stored, uint256 n)
        private
        pure
        returns (bool plain)
    {
        plain = n < 16;
        if (n == 0) words.appraisedAt = stored.appraisedAt + 1;
        else if (n == 1) words.validUntil = words.appraisedAt;
        else if (n == 2) words.validUntil = words.appraisedAt + LIFETIME;
        else if (n == 3) words.tee = 1;
        else if (n == 4) words.tee = 7;
        else if (n == 5) words.tcbStatus = 1;
        else if (n == 6) words.tcbStatus = 11;
        else if (n == 7) stored.stake = MIN_STAKE + 1;
        else if (n == 8) words.signer = stored.signer;
        else if (n == 9) words.signer = 1;
        else if (n == 10) words.signer = type(uint160).max;
        else if (n == 11) words.sealingKey = type(uint256).max;
        else if (n == 12) words.evidenceHash = 0;
        else if (n == 13) stored.stake = type(uint96).max;
        else if (n == 14) stored.minStake = 0;
        else if (n == 15) stored.minStake = MIN_STAKE - 1;
        else if (n == 16) words.appraisedAt = stored.appraisedAt;
        else if (n == 17) words.appraisedAt = NOW + 1;
        else if (n == 18) words.validUntil = words.appraisedAt - 1;
        else if (n == 19) words.validUntil = words.appraisedAt + LIFETIME + 1;
        else if (n == 20) words.tee = 0;
        else if (n == 21) words.tee = 8;
        else if (n == 22) words.tee = 5;
        else if (n == 23) words.tee = 256 + 2;
        else if (n == 24) words.tcbStatus = 0;
        else if (n == 25) words.tcbStatus = 12;
        else if (n == 26) words.tcbStatus = 256 + 1;
        else if (n == 27) stored.stake = MIN_STAKE - 1;
        else if (n == 28) words.signer = 0;
        else if (n == 29) words.signer = 1 << 160;
        else if (n == 30) words.operator ^= 1;
        else if (n == 31) words.operator |= 1 << 160;
        else if (n == 32) words.operator ^= 1 << 159;
        else if (n == 33) stored.status = 1;
        else if (n == 34) stored.status = 3;
        else if (n == 35) stored.status = 4;
        else if (n == 36) stored.past = 1;
        else if (n == 37) stored.past = 1 << 120;
        else if (n == 38) stored.policyStatus = 0;
        else if (n == 39) stored.policyStatus = 2;
        else if (n == 40) stored.graceUntil = 1;
        else if (n == 41) stored.suspendedUntil = 1 << 31;
        else if (n == 42) stored.teeMask = 0;
        else words.validUntil |= 1 << 32;
    }

    /// @dev Word by word, rule by rule.
    function _rules(VerdictWords memory words, Stored memory stored) private pure returns (bool) {
        if (words.operator >> 160 != 0 || words.signer >> 160 != 0) return false;
        if (words.tee > 7 || words.appraisedAt >> 32 != 0 || words.validUntil >> 32 != 0) {
            return false;
        }
        if (stored.status != 2 || words.operator != stored.operator) return false;
        if (words.appraisedAt <= stored.appraisedAt || words.appraisedAt > NOW) return false;
        if (words.validUntil < words.appraisedAt || words.signer == 0) return false;
        if (stored.past != 0 || stored.policyStatus != 1) return false;
        if (stored.graceUntil != 0 || stored.suspendedUntil != 0) return false;
        if (words.validUntil - words.appraisedAt > stored.lifetime) return false;
        if (stored.teeMask & (1 << words.tee) == 0) return false;
        if (words.tcbStatus == 0 || words.tcbStatus > 11) return false;
        return stored.stake >= stored.minStake;
    }

    function _expect(VerdictWords memory words, Stored memory stored, bool plain) private view {
        uint256 b = stored.status << 248 | 5 << 224 | stored.appraisedAt << 192 | NOW << 160
            | stored.signer;
        // What the rules do not ask for is full of ones.
        uint256 p = uint256(type(uint56).max) << 200 | stored.teeMask << 192 | stored.lifetime
            << 168 | stored.minStake << 72 | stored.suspendedUntil << 40 | stored.graceUntil << 8
            | stored.policyStatus;
        uint256 a = stored.stake << 160 | stored.operator;
        vm.assertEq(this.isPlain(words, a, b, p, stored.past) ? 1 : 0, plain ? 1 : 0);
    }

    function _words() private pure returns (VerdictWords memory) {
        return VerdictWords({
            nodeId: 1,
            operator: OPERATOR,
            signer: 0xbeef << 100,
            sealingKey: 7,
            policy: 5,
            tee: 2,
            tcbStatus: 4,
            evidenceHash: 9,
            appraisedAt: NOW,
            validUntil: NOW + 1 days
        });
    }

    function _stored() private pure returns (Stored memory) {
        return Stored({
            stake: MIN_STAKE,
            operator: OPERATOR,
            signer: 0xcafe << 100,
            appraisedAt: NOW - 1 days + 1,
            status: 2,
            policyStatus: 1,
            graceUntil: 0,
            suspendedUntil: 0,
            minStake: MIN_STAKE,
            lifetime: LIFETIME,
            teeMask: 0x9e,
            past: 0
        });
    }
}
