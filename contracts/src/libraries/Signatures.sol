// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../types/CompactSignature.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice Who signed a digest.
library Signatures {
    /// @return The address that signed, or zero if nobody can have.
    function recover(bytes32 digest, CompactSignature calldata signature)
        internal
        pure
        returns (address)
    {
        (address recovered,,) = ECDSA.tryRecover(digest, signature.r, signature.vs);
        return recovered;
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
