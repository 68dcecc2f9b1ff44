// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DevelopmentToken } from "../../src/DevelopmentToken.sol";

/// @notice A token that behaves until it is told which oddity to show.
contract OddToken is DevelopmentToken {
    enum Oddity {
        None,
        ReturnsNothing,
        Returns31Bytes,
        Returns64Bytes,
        ReturnsTwo,
        RevertsSilently,
        ReturnsABomb,
        Pauses,
        BlocksOne,
        Charges,
        Devours
    }

    Oddity private oddity;
    address private blocked;
    uint256 private chargeBps;
    uint8 private places = 18;

    error Paused();
    error Blocked(address account);

    function become(Oddity oddity_) external {
        oddity = oddity_;
    }

    function blockOne(address account) external {
        oddity = Oddity.BlocksOne;
        blocked = account;
    }

    function charge(uint256 bps) external {
        oddity = Oddity.Charges;
        chargeBps = bps;
    }

    function setDecimals(uint8 places_) external {
        places = places_;
    }

    /// @notice What a rebasing token does to a holder.
    function rebase(address holder, uint256 balance) external {
        uint256 present = balanceOf(holder);
        if (balance > present) _mint(holder, balance - present);
        else _burn(holder, present - balance);
    }

    function decimals() public view override returns (uint8) {
        return places;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        return _answer();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        return _answer();
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (oddity == Oddity.Pauses) revert Paused();
        if (oddity == Oddity.BlocksOne && (from == blocked || to == blocked)) {
            revert Blocked(blocked);
        }
        super._update(from, to, amount);
        // Takes from the receiver more than it brings.
        if (oddity == Oddity.Devours && from != address(0) && to != address(0)) {
            _burn(to, amount + 1);
        }
        if (oddity != Oddity.Charges || from == address(0) || to == address(0)) return;
        super._update(to, address(0), amount * chargeBps / 10_000);
    }

    function _answer() private view returns (bool) {
        Oddity shown = oddity;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, 1)
            switch shown
            case 1 { return(free, 0) }
            case 2 { return(free, 31) }
            case 3 { return(free, 64) }
            case 4 {
                mstore(free, 2)
                return(free, 32)
            }
            case 5 { revert(0, 0) }
            case 6 { return(free, 0x100000) }
        }
        return true;
    }
}
