// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.time.Duration;

/**
 * How long, how much and how often a server is asked.
 *
 * @param timeout for one answer, from connecting to its last byte
 * @param maxBytes of one document
 * @param attempts when a server says that it is busy, or fails
 * @param firstBackOff doubled after each attempt, unless the server names its own
 * @param longestBackOff no server makes us wait longer than this
 */
public record FetchTerms(
    Duration timeout, int maxBytes, int attempts, Duration firstBackOff, Duration longestBackOff) {
  /** AMD answers about one request in ten seconds per client. */
  public static final FetchTerms DEFAULT =
      new FetchTerms(
          Duration.ofSeconds(20), 131_072, 4, Duration.ofSeconds(2), Duration.ofSeconds(30));
}
