// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { INodeRegistry } from "../interfaces/INodeRegistry.sol";
import { Signatures } from "../libraries/Signatures.sol";
import { CompactSignature } from "../types/CompactSignature.sol";
import { AttestorStatus } from "../types/Globals.sol";
import { Governed } from "./Governed.sol";

/// @notice The set of attestors and their quorum.
abstract contract Attestors is Governed {
    uint8 internal constant MAX_ATTESTORS = 32;

    constructor() {
        // One, before there is any attestor: no verdict passes on no signature.
        _globals.threshold = 1;
        emit ThresholdSet(1);
    }

    /// @inheritdoc INodeRegistry
    function addAttestor(address attestor) external onlyOwner {
        if (attestor == address(0)) revert ZeroAddress();
        AttestorStatus status = _attestors[attestor];
        if (status != AttestorStatus.None) revert AttestorNotNew(attestor, status);
        if (_globals.attestors == MAX_ATTESTORS) revert AttestorLimitReached(MAX_ATTESTORS);
        _attestors[attestor] = AttestorStatus.Active;
        ++_globals.attestors;
        emit AttestorAdded(attestor);
    }

    /// @inheritdoc INodeRegistry
    function removeAttestor(address attestor) external {
        if (msg.sender != owner) _requireGuardian();
        if (_attestors[attestor] != AttestorStatus.Active) revert AttestorUnknown(attestor);
        uint256 left = _globals.attestors - 1;
        if (left < _globals.threshold) revert AttestorsBelowThreshold(left, _globals.threshold);
        _attestors[attestor] = AttestorStatus.Removed;
        --_globals.attestors;
        emit AttestorRemoved(attestor);
    }

    /// @inheritdoc INodeRegistry
    function setThreshold(uint8 threshold_) external onlyOwner {
        if (threshold_ == 0 || threshold_ > _globals.attestors) {
            revert ThresholdOutOfBounds(threshold_, _globals.attestors);
        }
        _globals.threshold = threshold_;
        emit ThresholdSet(threshold_);
    }

    /// @dev Every signature must be an attestor's, and each attestor's at most once: ascending
    /// order shows that without a set.
    function _requireQuorum(bytes32 digest, CompactSignature[] calldata signatures) internal view {
        if (signatures.length < _globals.threshold) {
            revert TooFewSignatures(signatures.length, _globals.threshold);
        }
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; ++i) {
            address recovered = Signatures.recover(digest, signatures[i]);
            if (_attestors[recovered] != AttestorStatus.Active) revert NotAttestor(recovered);
            if (recovered <= previous) revert AttestorsNotAscending(previous, recovered);
            previous = recovered;
        }
    }
}
