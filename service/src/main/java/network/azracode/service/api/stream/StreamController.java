// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.settlement.SettlementFilter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Settlements as they are committed. */
@RestController
@Tag(name = "settlements")
class StreamController {
  private final Subscribers subscribers;

  StreamController(Subscribers subscribers) {
    this.subscribers = subscribers;
  }

  /**
   * Settlements as they happen, as server-sent events.
   *
   * <p>Events: {@code settlement} (an item of the list), {@code head} (an {@code asOf}: all up to
   * there was sent), {@code rollback} (a {@code block}: forget what was sent above it, it comes
   * again). Starts at the head, or after the event whose id is given.
   *
   * @param lastEventId as browsers send it when they reconnect; {@code after} means the same
   */
  @GetMapping(path = "/settlements/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> stream(
      @RequestParam Optional<NodeId> node,
      @RequestParam Optional<Address> operator,
      @RequestParam Optional<Address> client,
      @RequestParam Optional<String> after,
      @RequestHeader("Last-Event-ID") Optional<String> lastEventId) {
    Optional<StreamCursor> cursor = lastEventId.or(() -> after).map(StreamCursor::of);
    SettlementFilter filter =
        new SettlementFilter(node, operator, client, Optional.empty(), Optional.empty());
    // proxies must neither keep nor gather events
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .body(subscribers.open(cursor, filter));
  }
}
