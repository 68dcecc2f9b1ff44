// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { CompactSignature } from "../types/CompactSignature.sol";
import { AttestorStatus } from "../types/Globals.sol";
import { Signatures } from "./Signatures.sol";

// One branch per signature; the precompile's arguments and the attestor's place share the lowest words.
// solhint-disable no-inline-assembly

/// @notice Whether a quorum signed, found without a branch for each rule.
library Quorum {
    /// @dev Yes means that Attestors' rules, which stand there one by one with their errors, would all
    /// pass, under the chain id for which the digest is; otherwise they are asked, and only they decide.
    function isMet(
        mapping(address account => AttestorStatus) storage attestors,
        uint256 threshold,
        CompactSignature[] calldata signatures,
        bytes32 digest,
        uint256 chainId
    ) internal view returns (bool met) {
        uint256 active = uint256(AttestorStatus.Active);
        uint256 maxTwiceS = 2 * Signatures.MAX_S + 1;
        assembly ("memory-safe") {
            // Any bit of this is one too many.
            let odd := or(lt(signatures.length, threshold), xor(chainid(), chainId))
            let free := mload(0x40)
            let previous := 0
            let at := signatures.offset
            let end := add(at, shl(6, signatures.length))
            // With no signature, one is read that is not there, and `odd` is set already.
            for { } 1 { } {
                let vs := calldataload(add(at, 0x20))
                mstore(0x00, digest)
                mstore(0x20, add(27, shr(255, vs)))
                mstore(0x40, calldataload(at))
                mstore(0x60, shr(1, shl(1, vs)))
                // The precompile answers nothing where there is no key: the digest stays where it is,
                // and is no attestor's address.
                pop(staticcall(gas(), 1, 0x00, 0x80, 0x00, 0x20))
                let recovered := mload(0x00)
                mstore(0x20, attestors.slot)
                odd := or(odd, xor(sload(keccak256(0x00, 0x40)), active))
                odd := or(odd, or(gt(shl(1, vs), maxTwiceS), iszero(gt(recovered, previous))))
                previous := recovered
                at := add(at, 0x40)
                if iszero(lt(at, end)) { break }
            }
            // Back to what the compiler keeps there: the free memory pointer, and a zero.
            mstore(0x40, free)
            mstore(0x60, 0)
            met := iszero(odd)
        }
    }
}
