// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.protocol.Bytes32;

/**
 * A final block, as the relying party's own chain knows it: it proves that evidence is not older.
 */
public record Challenge(long block, Bytes32 hash, Instant time) {}
