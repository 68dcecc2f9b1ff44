// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import java.time.Duration;
import network.azracode.sdk.protocol.Bytes32;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Content that is named by its digest, and hence never changes. */
final class Immutable {
  private Immutable() {}

  static <T> ResponseEntity<T> of(Bytes32 digest, T content) {
    return ResponseEntity.ok()
        .eTag("\"" + digest + "\"")
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .body(content);
  }
}
