// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Quorum } from "../src/libraries/Quorum.sol";
import { CompactSignature } from "../src/types/CompactSignature.sol";
import { AttestorStatus } from "../src/types/Globals.sol";
import { Base } from "./base/Base.sol";

/// @notice C-64: a quorum that is found without a branch is one, and memory is left as it was.
contract QuorumTest is Base {
    bytes32 private constant DIGEST = keccak256("digest");
    uint256 private constant ORDER =
        0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    /// @dev Ascending by address, which is the order of signatures.
    uint256[3] private attestorKeys = [uint256(0xA2), 0xA3, 0xA1];
    mapping(address account => AttestorStatus) private attestors;

    function setUp() public {
        for (uint256 i = 0; i < 3; ++i) {
            attestors[vm.addr(attestorKeys[i])] = AttestorStatus.Active;
        }
    }

    /// @dev Whoever needs memory afterwards finds a free pointer and a zero where they were.
    function isMet(CompactSignature[] calldata signatures, uint256 threshold, uint256 chainId)
        external
        view
        returns (bool met)
    {
        bytes memory before = abi.encode(DIGEST);
        met = Quorum.isMet(attestors, threshold, signatures, DIGEST, chainId);
        bytes memory zero;
        vm.assertEq(zero.length, 0);
        bytes memory next = abi.encode(threshold);
        vm.assertEq(keccak256(before), keccak256(abi.encode(DIGEST)));
        vm.assertEq(abi.decode(next, (uint256)), threshold);
    }

    function test_asManyAsNeededOrMoreInOrderAreAQuorum() public view {
        for (uint256 count = 1; count <= 3; ++count) {
            for (uint256 threshold = 1; threshold <= 3; ++threshold) {
                _expect(_signedBy(count), threshold, count >= threshold);
            }
        }
        _expect(new CompactSignature[](0), 1, false);
    }

    function test_oneOutOfOrderOrTwiceIsNone() public view {
        for (uint256 i = 1; i < 3; ++i) {
            CompactSignature[] memory signatures = _signedBy(3);
            (signatures[i], signatures[i - 1]) = (signatures[i - 1], signatures[i]);
            _expect(signatures, 1, false);
            signatures = _signedBy(3);
            signatures[i] = signatures[i - 1];
            _expect(signatures, 1, false);
        }
    }

    function test_oneOfAnybodyElseIsNoneAtWhateverPlace() public {
        for (uint256 i = 0; i < 3; ++i) {
            address removed = vm.addr(attestorKeys[i]);
            attestors[removed] = AttestorStatus.Removed;
            _expect(_signedBy(3), 1, false);
            attestors[removed] = AttestorStatus.None;
            _expect(_signedBy(3), 1, false);
            attestors[removed] = AttestorStatus.Active;
            CompactSignature[] memory signatures = _signedBy(3);
            signatures[i] = _compact(attestorKeys[i], keccak256("another"));
            _expect(signatures, 1, false);
            // No key can have signed this, so that the precompile answers nothing.
            signatures[i].r = 0;
            _expect(signatures, 1, false);
        }
        _expect(_signedBy(3), 3, true);
    }

    /// @dev Whoever it recovers to, here an attestor each.
    function test_theOtherHalfOfASignatureIsNone() public {
        CompactSignature[] memory signatures = _signedBy(1);
        for (uint256 beyond = 0; beyond < 2; ++beyond) {
            signatures[0].vs = bytes32(ORDER / 2 + beyond);
            address recovered = ecrecover(DIGEST, 27, signatures[0].r, signatures[0].vs);
            vm.assertTrue(recovered != address(0));
            attestors[recovered] = AttestorStatus.Active;
            _expect(signatures, 1, beyond == 0);
        }
    }

    function test_onAnotherChainThereIsNone() public {
        vm.assertFalse(this.isMet(_signedBy(3), 1, block.chainid + 1));
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        vm.assertFalse(this.isMet(_signedBy(3), 1, chainId));
    }

    function _expect(CompactSignature[] memory signatures, uint256 threshold, bool met)
        private
        view
    {
        vm.assertEq(this.isMet(signatures, threshold, block.chainid) ? 1 : 0, met ? 1 : 0);
    }

    function _compact(uint256 key, bytes32 digest) private pure returns (CompactSignature memory) {
        (bytes32 r, bytes32 vs) = vm.signCompact(key, digest);
        return CompactSignature(r, vs);
    }

    function _signedBy(uint256 count) private view returns (CompactSignature[] memory signatures) {
        signatures = new CompactSignature[](count);
        for (uint256 i = 0; i < count; ++i) {
            signatures[i] = _compact(attestorKeys[i], DIGEST);
        }
    }
}
