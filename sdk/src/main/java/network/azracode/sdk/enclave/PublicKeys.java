// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;

/**
 * What evidence is to vouch for beside the binding that names these keys by address and hash.
 *
 * @param signer uncompressed secp256k1 public key: 0x04, x, y
 * @param sealing raw X25519 public key
 */
public record PublicKeys(Octets signer, Bytes32 sealing) {}
