// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Base } from "../base/Base.sol";
import { ErrorNames } from "./ErrorNames.sol";
import { Mirror } from "./Mirror.sol";
import { Snapshots } from "./Snapshots.sol";

/// @notice Depth first through everything that a small alphabet of actions can do: each action is done
/// to the contracts and to the naive model, and both must agree: accepted or the same error, and then
/// every word of storage.
///
/// One *comparison* is one action done to both. A refused action is a leaf: the EVM has undone what it
/// did to the contracts, and the model may not even try to write. After an accepted one all that is
/// stored must be equal. Both were equal before, so it is enough to look at each word that the contracts
/// wrote (one that is not seen fails) and at each word that changed in the model. In the state that is
/// reached, the views that decide something must say the same, and each contract hold what is booked.
/// Then the action is reverted, on both.
///
/// What is cut: a *step of time* is no action; two of them in a row go only in the order of the
/// alphabet, because waiting is commutative; none is the last, because nothing would be compared after
/// it. An action of an interchangeable party (`needs`) waits for that of its twin, because the
/// history with the two exchanged is explored anyway. What would only add another of a kind is done
/// once (`unless`).
abstract contract Explorer is Base, ErrorNames {
    /// @param secondsLater Not zero: a step of time, and the rest is empty.
    /// @param needs Actions one of which must stand in the history already; zero: none.
    /// @param unless Actions none of which may stand in the history.
    /// @param call Account whose code is the calldata for `target`: code is read faster than storage.
    /// @param model The same, for the model.
    struct Action {
        address target;
        address caller;
        uint64 secondsLater;
        uint256 needs;
        uint256 unless;
        address call;
        address model;
        string name;
    }

    struct Tally {
        uint256 comparisons;
        uint256 accepted;
        uint256 states;
    }

    error Differs(string scene, uint256[] history, string what, bytes expected, bytes found);

    Snapshots internal constant cheats = Snapshots(address(vm));
    uint256 private constant OWN_LEVELS = 2;
    uint256 private constant NO_STEP = type(uint256).max;

    Mirror internal mirror;
    address[] internal targets;
    Action[] internal alphabet;
    Mirror.Slot[] private _slots;
    /// @dev Of the words that are seen, from 1.
    mapping(address target => mapping(bytes32 key => uint256)) private _places;

    // ---------------------------------------------------------------- going

    /// @notice Everything up to `depth` actions from here. Called by this contract itself, so that
    /// memory is given back.
    /// @param history The actions that led here.
    function explore(uint256 depth, uint256[] calldata history) external returns (Tally memory) {
        return _explore(depth, history, 0, alphabet.length);
    }

    /// @param first Where in the alphabet to begin, `last` where to end.
    function _explore(uint256 depth, uint256[] memory history, uint256 first, uint256 last)
        internal
        returns (Tally memory tally)
    {
        _compareViews(history);
        uint256[] memory words = mirror.words();
        tally.states = 1;
        uint256 here = vm.snapshotState();
        for (uint256 i = first; i < last; ++i) {
            if (!_isDue(i, depth, history)) continue;
            if (_branch(i, depth, _longer(history, i), words, tally)) vm.revertToState(here);
        }
        cheats.deleteStateSnapshot(here);
    }

    /// @dev The first levels are walked by the test itself. Forge makes each call of a test a
    /// transaction, and what a reverted snapshot leaves behind, the logs, ends with it: in one
    /// transaction for all, their copies would cost more than everything else.
    /// @return changed Whether there is something to revert.
    function _branch(
        uint256 i,
        uint256 depth,
        uint256[] memory history,
        uint256[] memory words,
        Tally memory tally
    ) private returns (bool changed) {
        changed = this.act(i, history, words);
        if (alphabet[i].secondsLater == 0) {
            ++tally.comparisons;
            if (changed) ++tally.accepted;
        }
        if (!changed || depth == 1) return changed;
        Tally memory below = history.length < OWN_LEVELS
            ? _explore(depth - 1, history, 0, alphabet.length)
            : this.explore(depth - 1, history);
        tally.comparisons += below.comparisons;
        tally.accepted += below.accepted;
        tally.states += below.states;
    }

    /// @notice Does one action to both and compares.
    /// @param words The model's before.
    /// @return Whether it was accepted, or is a step of time.
    function act(uint256 i, uint256[] calldata history, uint256[] calldata words)
        external
        returns (bool)
    {
        Action storage action = alphabet[i];
        if (action.secondsLater != 0) {
            vm.warp(block.timestamp + action.secondsLater);
            mirror.setNow(block.timestamp);
            return true;
        }
        vm.record();
        vm.prank(action.caller);
        (bool accepted, bytes memory answer) = action.target.call(action.call.code);
        (bool understood, bytes memory modelled) = accepted
            ? address(mirror).call(action.model.code)
            : address(mirror).staticcall(action.model.code);
        string memory refusal =
            understood ? abi.decode(modelled, (string)) : "none: the model writes, or panics";
        bytes4 found = accepted ? bytes4(0) : bytes4(answer);
        if (_selectorOf(refusal) != found) {
            revert Differs(_scene(), history, action.name, bytes(refusal), answer);
        }
        if (accepted) _compareWords(history, words);
        return accepted;
    }

    // ---------------------------------------------------------------- comparing

    function _compareWords(uint256[] calldata history, uint256[] calldata before) private {
        uint256[] memory words = mirror.words();
        for (uint256 i = 0; i < words.length; ++i) {
            if (words[i] != before[i]) _compareWord(history, i, words[i]);
        }
        for (uint256 t = 0; t < targets.length; ++t) {
            (, bytes32[] memory written) = vm.accesses(targets[t]);
            for (uint256 j = 0; j < written.length; ++j) {
                uint256 place = _places[targets[t]][written[j]];
                if (place == 0) {
                    revert Differs(
                        _scene(), history, "unseen", "", abi.encode(targets[t], written[j])
                    );
                }
                _compareWord(history, place - 1, words[place - 1]);
            }
        }
    }

    function _compareWord(uint256[] memory history, uint256 i, uint256 expected) private view {
        bytes32 found = vm.load(_slots[i].target, _slots[i].key);
        if (found == bytes32(expected)) return;
        revert Differs(
            _scene(),
            history,
            string.concat("word ", vm.toString(i)),
            abi.encode(expected),
            abi.encode(found)
        );
    }

    /// @dev Where the induction starts.
    function _compareAllWords() internal view {
        uint256[] memory words = mirror.words();
        for (uint256 i = 0; i < words.length; ++i) {
            _compareWord(new uint256[](0), i, words[i]);
        }
    }

    function _compareViews(uint256[] memory history) internal view virtual;

    function _require(uint256[] memory history, string memory what, uint256 expected, uint256 found)
        internal
        view
    {
        if (expected == found) return;
        revert Differs(_scene(), history, what, abi.encode(expected), abi.encode(found));
    }

    // ---------------------------------------------------------------- cuts

    function _isDue(uint256 i, uint256 depth, uint256[] memory history)
        private
        view
        returns (bool)
    {
        Action storage action = alphabet[i];
        if (action.secondsLater != 0) {
            if (depth == 1) return false;
            uint256 before = history.length == 0 ? NO_STEP : history[history.length - 1];
            return before == NO_STEP || alphabet[before].secondsLater == 0 || before <= i;
        }
        if (action.needs == 0 && action.unless == 0) return true;
        bool needed = action.needs == 0;
        for (uint256 j = 0; j < history.length; ++j) {
            if ((action.unless >> history[j]) & 1 == 1) return false;
            if ((action.needs >> history[j]) & 1 == 1) needed = true;
        }
        return needed;
    }

    // ---------------------------------------------------------------- setting up

    /// @dev After everything is named in `mirror.see`.
    function _watch() internal {
        delete _slots;
        Mirror.Slot[] memory where = mirror.slots();
        for (uint256 i = 0; i < where.length; ++i) {
            _slots.push(where[i]);
            _places[where[i].target][where[i].key] = i + 1;
        }
    }

    function _wait(uint64 secondsLater) internal {
        Action storage action = alphabet.push();
        action.secondsLater = secondsLater;
        action.name = "wait";
    }

    /// @param call To `target` by `caller`.
    /// @param model The same, to the model.
    /// @return mask The action, for `needs` and `unless`.
    function _may(
        string memory name,
        address target,
        address caller,
        bytes memory call,
        bytes memory model
    ) internal returns (uint256 mask) {
        mask = 1 << alphabet.length;
        Action storage action = alphabet.push();
        action.target = target;
        action.caller = caller;
        action.name = name;
        action.call = _kept(string.concat("call ", name), call);
        action.model = _kept(string.concat("model ", name), model);
    }

    /// @dev The last action.
    function _needs(uint256 mask) internal {
        alphabet[alphabet.length - 1].needs = mask;
    }

    /// @dev The last action.
    function _unless(uint256 mask) internal {
        alphabet[alphabet.length - 1].unless = mask;
    }

    function _kept(string memory name, bytes memory data) private returns (address place) {
        place = _named(name);
        require(place.code.length == 0, "two actions of one name");
        vm.etch(place, data);
    }

    function _longer(uint256[] memory history, uint256 i)
        private
        pure
        returns (uint256[] memory next)
    {
        next = new uint256[](history.length + 1);
        for (uint256 j = 0; j < history.length; ++j) {
            next[j] = history[j];
        }
        next[history.length] = i;
    }

    function _scene() internal view virtual returns (string memory);
}
