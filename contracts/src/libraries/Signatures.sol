// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../types/CompactSignature.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

// The precompile is called by hand.
// solhint-disable no-inline-assembly

/// @notice Who signed a digest.
library Signatures {
    /// @dev Greatest `s` of the two that each signature has: half of the order of secp256k1.
    uint256 internal constant MAX_S =
        0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @dev As ECDSA.tryRecover of OpenZeppelin, for the one form that comes in numbers.
    /// @return recovered The address that signed, or zero if nobody can have.
    function recover(bytes32 digest, CompactSignature calldata signature)
        internal
        view
        returns (address recovered)
    {
        assembly ("memory-safe") {
            let vs := calldataload(add(signature, 0x20))
            let s := shr(1, shl(1, vs))
            let input := mload(0x40)
            mstore(input, digest)
            mstore(add(input, 0x20), add(27, shr(255, vs)))
            mstore(add(input, 0x40), calldataload(signature))
            mstore(add(input, 0x60), s)
            // The precompile answers nothing where there is no key.
            mstore(0x00, 0)
            pop(staticcall(gas(), 1, input, 0x80, 0x00, 0x20))
            recovered := mul(mload(0x00), iszero(gt(s, MAX_S)))
        }
    }

    /// @notice Whether `account` signed, as a key (64 or 65 bytes) or as a contract (ERC-1271).
    /// @dev The key is tried first, so that an account with delegated code (EIP-7702) can still
    /// sign with its key. Both forms of one signature are accepted: nothing here counts on a
    /// signature being unique, only on the nonce that it covers.
    function isBy(address account, bytes32 digest, bytes calldata signature)
        internal
        view
        returns (bool)
    {
        if (account == address(0)) return false;
        (uint8 v, bytes32 r, bytes32 s) = ECDSA.parseCalldata(signature);
        (address recovered,,) = ECDSA.tryRecover(digest, v, r, s);
        if (recovered == account) return true;
        return account.code.length != 0
            && SignatureChecker.isValidERC1271SignatureNowCalldata(account, digest, signature);
    }
}
