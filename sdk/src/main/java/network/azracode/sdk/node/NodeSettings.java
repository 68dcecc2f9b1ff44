// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;

/**
 * What an operator decides about a node. Amounts are token base units.
 *
 * @param policy under which the node asks to be appraised
 * @param unitPrice for one compute unit
 * @param minRunwaySeconds that must be left until a job's deadline when its envelope arrives
 * @param claimAt claim as soon as this much has been earned
 * @param keepResults how long a receipt and its sealed result stay after the job's deadline
 * @param draining how long a stop waits for what was taken on
 */
public record NodeSettings(
    PolicyId policy,
    BigInteger unitPrice,
    long minRunwaySeconds,
    long maxUnits,
    int maxEnvelopeBytes,
    BigInteger claimAt,
    Duration keepResults,
    Duration draining,
    Listening listening) {
  /** Longer than one job may run. */
  public static final Duration STANDARD_DRAINING = Duration.ofSeconds(20);

  /**
   * What this says to clients.
   *
   * @param validUntil unix seconds, as is {@code sequence}: so it rises over restarts too
   */
  public Offer offer(NodeId nodeId, URI endpoint, long validUntil, long sequence) {
    return new Offer(
        nodeId,
        policy,
        unitPrice,
        minRunwaySeconds,
        maxUnits,
        maxEnvelopeBytes,
        endpoint.toString(),
        listening.fingerprint(),
        validUntil,
        sequence);
  }
}
