// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { RegistryStorage } from "./RegistryStorage.sol";

/// @notice Who may change parameters: a timelock as owner, a guardian that can only stop.
abstract contract Governed is RegistryStorage {
    /// @inheritdoc INodeRegistry
    address public immutable owner;

    constructor(address owner_, address guardian_, address treasury_) {
        if (owner_ == address(0)) revert ZeroAddress();
        owner = owner_;
        _setGuardian(guardian_);
        _setTreasury(treasury_);
    }

    modifier onlyOwner() {
        _requireOwner();
        _;
    }

    modifier onlyGuardian() {
        _requireGuardian();
        _;
    }

    /// @inheritdoc INodeRegistry
    function setGuardian(address guardian_) external onlyOwner {
        _setGuardian(guardian_);
    }

    /// @inheritdoc INodeRegistry
    function setTreasury(address treasury_) external onlyOwner {
        _setTreasury(treasury_);
    }

    function _requireGuardian() internal view {
        if (msg.sender != _guardian) revert NotGuardian(msg.sender, _guardian);
    }

    function _requireOwner() private view {
        if (msg.sender != owner) revert NotOwner(msg.sender, owner);
    }

    function _setGuardian(address guardian_) private {
        if (guardian_ == address(0)) revert ZeroAddress();
        _guardian = guardian_;
        emit GuardianSet(guardian_);
    }

    function _setTreasury(address treasury_) private {
        if (treasury_ == address(0)) revert ZeroAddress();
        _treasury = treasury_;
        emit TreasurySet(treasury_);
    }
}
