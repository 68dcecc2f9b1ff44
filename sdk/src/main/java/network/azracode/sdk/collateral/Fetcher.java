// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.time.Instant;

/** Gets documents that run out. */
public interface Fetcher {

  /**
   * A document that has not run out.
   *
   * @param expiry reads out of a document until when it may be used, and refuses one it cannot read
   * @throws network.azracode.sdk.protocol.AzraException {@code collateral.*}: unreachable, busy,
   *     unknown, size, malformed, expired
   */
  Fetched fetch(URI uri, Expiry expiry);

  /** Until when a document may be used. */
  @FunctionalInterface
  interface Expiry {

    Instant of(Fetched document);
  }
}
