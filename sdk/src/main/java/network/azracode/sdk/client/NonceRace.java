// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.util.Optional;
import java.util.function.Supplier;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.sending.TransactionFailed;
import network.azracode.sdk.protocol.AzraException;

/**
 * Other processes open jobs from the same account. Terms name a nonce, and an envelope its terms:
 * whoever comes second has to seal again, not only to send again.
 */
final class NonceRace {
  private static final int MAX_ATTEMPTS = 16;
  private static final String TAKEN = "NonceMismatch";

  private NonceRace() {}

  /**
   * @param sealAndOpen reads the nonce anew each time
   * @throws AzraException {@code job.nonce} if others were quicker too often; whatever else {@code
   *     sealAndOpen} fails with, at once
   */
  static <T> T run(Supplier<T> sealAndOpen) {
    AzraException last = null;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        return sealAndOpen.get();
      } catch (ContractReverted | TransactionFailed refused) {
        if (!isTaken(refused)) {
          throw refused;
        }
        last = refused;
      }
    }
    throw new AzraException(
        "job.nonce",
        "expected a free nonce within %d attempts, found each taken by others"
            .formatted(MAX_ATTEMPTS),
        last);
  }

  private static boolean isTaken(AzraException refused) {
    Optional<ContractReverted> reason =
        switch (refused) {
          case ContractReverted reverted -> Optional.of(reverted);
          case TransactionFailed failed -> failed.reason();
          default -> Optional.empty();
        };
    return reason.map(ContractReverted::errorName).filter(TAKEN::equals).isPresent();
  }
}
