// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Duration;
import network.azracode.sdk.ledger.Finality;

/**
 * How a sender waits.
 *
 * @param finality when an inclusion can be relied on for ever
 * @param poll between two looks at the chain
 * @param raiseAfter without inclusion: broadcast again, and raise the fees if nothing else holds it
 *     up
 * @param giveUpAfter {@code submit} returns to its caller; what was sent stays sent, and the same
 *     intent goes on later
 */
public record SendingTerms(
    FeeTerms fees, Finality finality, Duration poll, Duration raiseAfter, Duration giveUpAfter) {
  /** For blocks every second or so. */
  public static SendingTerms standard(Finality finality) {
    return new SendingTerms(
        FeeTerms.standard(),
        finality,
        Duration.ofMillis(250),
        Duration.ofSeconds(15),
        Duration.ofMinutes(3));
  }
}
