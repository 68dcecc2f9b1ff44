// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { JobId } from "../../src/types/JobId.sol";
import { JobTerms } from "../../src/types/JobTerms.sol";
import { ReceiptRow } from "../../src/types/Receipt.sol";
import { Verdict } from "../../src/types/Verdict.sol";
import { Twins } from "./Twins.sol";
import { ModelTypes } from "./model/ModelTypes.sol";

/// @notice C-59, jobs: two clients, direct and signed openings, every end, around the deadline and the
/// end of the key.
contract ExhaustiveJobsTest is Twins {
    uint256 private constant SECOND_KEY = 0xC2;
    JobTerms private _cheap;
    JobTerms private _dear;
    JobTerms private _order;
    JobTerms private _late;
    JobTerms private _twin;

    function test_theModelAndTheContractsAgreeOnJobs() public {
        _run(4, 41_000);
    }

    function _scene() internal pure override returns (string memory) {
        return "jobs";
    }

    function _prepare() internal override {
        address second = vm.addr(SECOND_KEY);
        clients.push(second);
        holders.push(second);
        _fundBoth(second, address(settlement));
        vm.prank(second);
        settlement.deposit(second, uint128(CLIENT));
        _same(mirror.deposit(second, second, CLIENT, CLIENT));
        causes = 1;
        cases = 1;
        _writeTerms(second);
        _accounts();
        _openings();
        _endings();
        _settlements();
        _trust();
        _wait(1 hours);
        _wait(1);
        _wait(1 days - 1 hours - 1);
    }

    /// @dev The second takes all that the first leaves; the late one is due a second after the key.
    function _writeTerms(address second) private {
        _cheap = _terms(0);
        _cheap.unitPrice = 3 ether;
        _dear = _terms(1);
        _dear.maxPrice = uint96(CLIENT - 10 ether);
        _dear.deadline = uint40(START + 1 days);
        _order = _terms(FIRST_ORDER);
        _order.maxPrice = 7;
        _order.unitPrice = 2;
        _late = _terms(0);
        _late.deadline = uint40(START + 1 days + 1);
        _twin = _terms(0);
        _twin.client = second;
        JobTerms[5] memory all = [_cheap, _dear, _order, _late, _twin];
        for (uint256 i = 0; i < all.length; ++i) {
            jobs.push(JobId.unwrap(_idOf(all[i])));
        }
    }

    function _accounts() private {
        _maySettlement(
            "deposit",
            client,
            abi.encodeCall(settlement.deposit, (client, 1)),
            abi.encodeCall(mirror.deposit, (client, client, 1, 1))
        );
        uint128 rest = uint128(CLIENT - 10 ether);
        _maySettlement(
            "withdraw what a cheap job leaves",
            client,
            abi.encodeCall(settlement.withdraw, (client, rest)),
            abi.encodeCall(mirror.withdraw, (client, client, rest))
        );
        _maySettlement(
            "invalidate",
            client,
            abi.encodeCall(settlement.invalidate, (uint56(FIRST_ORDER >> 8), 1)),
            abi.encodeCall(mirror.invalidate, (client, FIRST_ORDER >> 8, 1))
        );
    }

    function _openings() private {
        uint256 first = _mayOpen("open cheap", client, _cheap);
        _mayOpen("open for another", stranger, _cheap);
        _mayOpen("open dear", client, _dear);
        _mayOpen("open late", client, _late);
        _mayOpen("open by the twin", _twin.client, _twin);
        _needs(first);
        JobTerms[] memory both = new JobTerms[](2);
        (both[0], both[1]) = (_cheap, _dear);
        ModelTypes.JobTerms[] memory modelled = new ModelTypes.JobTerms[](2);
        (modelled[0], modelled[1]) = (_modelled(_cheap), _modelled(_dear));
        _maySettlement(
            "open both",
            client,
            abi.encodeCall(settlement.openMany, (both)),
            abi.encodeCall(mirror.openMany, (client, modelled))
        );
        _mayOpenFor("open order", CLIENT_KEY, true);
        _mayOpenFor("open order of another", SECOND_KEY, false);
    }

    function _mayOpenFor(string memory name, uint256 key, bool valid) private {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, JobId.unwrap(_idOf(_order)));
        _maySettlement(
            name,
            stranger,
            abi.encodeCall(settlement.openFor, (_order, abi.encodePacked(r, s, v))),
            abi.encodeCall(mirror.openFor, (stranger, _modelled(_order), valid))
        );
    }

    function _endings() private {
        _mayCancel("cancel cheap", operator);
        _mayCancel("cancel by a stranger", stranger);
        _mayRefund("refund cheap", _cheap);
        _mayRefund("refund order", _order);
        _mayRefund("refund dear", _dear);
    }

    function _mayCancel(string memory name, address caller) private {
        _maySettlement(
            name,
            caller,
            abi.encodeCall(settlement.cancel, (_cheap)),
            abi.encodeCall(mirror.cancel, (caller, _modelled(_cheap)))
        );
    }

    function _mayRefund(string memory name, JobTerms memory terms) private {
        _maySettlement(
            name,
            stranger,
            abi.encodeCall(settlement.refund, (terms)),
            abi.encodeCall(mirror.refund, (stranger, _modelled(terms)))
        );
    }

    function _settlements() private {
        ReceiptRow[] memory one = _rows(_row(_cheap, 2));
        _maySettle("settle cheap in part", ENCLAVE_KEY, one);
        _maySettle("settle by another key", NEXT_KEY, one);
        ReceiptRow[] memory both = new ReceiptRow[](2);
        (both[0], both[1]) = (_row(_cheap, 4), _row(_order, 3));
        _maySettle("settle cheap in full and order", ENCLAVE_KEY, both);
        both[1] = _row(_twin, 2);
        _maySettle("settle cheap and twin", ENCLAVE_KEY, both);
        both[1].terms.signer = stranger;
        _maySettle("settle two keys", ENCLAVE_KEY, both);
        _mayClaim();
    }

    function _maySettle(string memory name, uint256 key, ReceiptRow[] memory rows) private {
        ModelTypes.JobRow[] memory modelled = new ModelTypes.JobRow[](rows.length);
        for (uint256 i = 0; i < rows.length; ++i) {
            modelled[i] = ModelTypes.JobRow(_modelled(rows[i].terms), rows[i].computeUnits);
        }
        _maySettlement(
            name,
            stranger,
            abi.encodeCall(settlement.settle, (rows, _signBatch(key, rows))),
            abi.encodeCall(mirror.settle, (stranger, modelled, vm.addr(key)))
        );
    }

    function _trust() private {
        _mayCondemn("condemn", _condemnation(enclave, 1));
        Verdict memory next = _verdict();
        next.signer = vm.addr(NEXT_KEY);
        next.appraisedAt = uint32(START + 1 hours);
        next.validUntil = uint32(START + 2 days);
        _mayAttest("rotate", next);
    }
}
