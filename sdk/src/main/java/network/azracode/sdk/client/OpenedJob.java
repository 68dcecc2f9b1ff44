// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.net.URI;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/**
 * A sealed job; once it is open in escrow it may be sent as often as needed.
 *
 * @param envelope sealed to the enclave that the terms name
 * @param tlsFingerprint of the node's certificate, as its offer names it
 */
public record OpenedJob(
    JobId id, JobTerms terms, byte[] envelope, URI endpoint, Bytes32 tlsFingerprint) {}
