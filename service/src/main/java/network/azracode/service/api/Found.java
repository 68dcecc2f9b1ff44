// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import network.azracode.service.chain.spi.AsOf;
import org.springframework.http.ResponseEntity;

/**
 * One thing that was asked for; in JSON its fields stand beside {@code asOf}.
 *
 * @param asOf the block that it speaks of
 */
record Found<T>(AsOf asOf, @JsonUnwrapped T item) {

  ResponseEntity<Found<T>> tagged() {
    return ResponseEntity.ok().eTag(tag(asOf)).body(this);
  }

  /** Of all that a ledger's answer hangs on: its block, how final that is, and the last rebuild. */
  static String tag(AsOf asOf) {
    return "\"%s-%s-%d\"".formatted(asOf.hash(), asOf.finality(), asOf.rebuild());
  }
}
