// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.Bytes32;

/**
 * What leaves the room.
 *
 * @param computeUnits before rounding to the bucket
 * @param sealedResult empty when nothing can be sealed to the client's key
 */
record Work(long computeUnits, Bytes32 resultCommitment, byte[] sealedResult) {}
