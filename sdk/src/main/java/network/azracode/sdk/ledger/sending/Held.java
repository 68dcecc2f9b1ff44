// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for a person: it is sent again and again, but nothing more is offered for it. */
final class Held {
  private static final Logger LOG = LoggerFactory.getLogger(Held.class);

  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  void because(Submission.Signed signed, AzraException reason) {
    String id = signed.intent().id();
    reasons.put(id, reason.code() + ": " + reason.getMessage());
    LOG.atWarn()
        .addKeyValue("txHash", signed.newest().transaction().hash())
        .log("intent {}: held, {}", id, reason.getMessage());
  }

  void release(String intentId) {
    reasons.remove(intentId);
  }

  /** By intent, with a code and a sentence each. */
  Map<String, String> reasons() {
    return Map.copyOf(reasons);
  }
}
