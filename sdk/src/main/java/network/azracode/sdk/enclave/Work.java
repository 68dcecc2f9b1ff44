// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.time.Instant;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What is left of a job once its memory is wiped.
 *
 * @param computeUnits before rounding to the policy's bucket
 * @param sealedResult empty when nothing can be sealed to the client's key
 */
record Work(
    long computeUnits,
    Instant startedAt,
    Instant finishedAt,
    Instant wipedAt,
    Bytes32 resultCommitment,
    byte[] sealedResult) {}
