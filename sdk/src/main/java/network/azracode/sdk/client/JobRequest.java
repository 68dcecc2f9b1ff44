// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.time.Duration;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What a client wants done.
 *
 * @param programHash of a program that the node's policy names
 * @param maxUnits most compute units to pay for, at the node's price
 * @param timeout from now to the deadline, after which the money comes back
 */
public record JobRequest(Bytes32 programHash, byte[] input, long maxUnits, Duration timeout) {}
