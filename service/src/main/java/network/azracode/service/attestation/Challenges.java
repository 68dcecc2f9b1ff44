// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.stereotype.Component;

/**
 * Freshness without a server's nonce: an enclave binds a recent final block, whose hash nobody knew
 * earlier and everybody can look up.
 */
@Component
public class Challenges {
  static final long MAX_AGE_SECONDS = 600;

  private final Ledger ledger;

  Challenges(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A binding's challenge that passed, and the head at which it did; only this class makes one. */
  record Fresh(AsOf challenge, AsOf head) {}

  /**
   * The latest final block, to be bound now.
   *
   * @throws AzraException {@code challenge.none} before anything of ours is final
   */
  public AsOf current() {
    return ledger
        .finalized()
        .orElseThrow(
            () -> new AzraException("challenge.none", "expected a final block, found none yet"));
  }

  /**
   * @throws AzraException {@code challenge.not-final}, {@code challenge.foreign} or {@code
   *     challenge.stale}
   */
  Fresh requireFresh(EnclaveBinding binding) {
    return ledger.read(() -> fresh(binding)).value();
  }

  private Fresh fresh(EnclaveBinding binding) {
    AsOf head = ledger.head();
    AsOf latest = current();
    if (binding.challengeBlock() > latest.block()) {
      throw refused(
          "challenge.not-final",
          "a final block, up to %d, found %d".formatted(latest.block(), binding.challengeBlock()));
    }
    AsOf challenge =
        ledger
            .block(binding.challengeBlock())
            .orElseThrow(
                () -> refused("challenge.stale", "a block since the contracts were deployed"));
    if (!challenge.hash().equals(binding.challengeHash())) {
      throw refused(
          "challenge.foreign",
          "hash %s of block %d, found %s"
              .formatted(challenge.hash(), challenge.block(), binding.challengeHash()));
    }
    long ageSeconds = head.time() - challenge.time();
    if (ageSeconds > MAX_AGE_SECONDS) {
      throw refused(
          "challenge.stale",
          "a block at most %d s before the head, found one of %d s"
              .formatted(MAX_AGE_SECONDS, ageSeconds));
    }
    return new Fresh(challenge, head);
  }

  private static AzraException refused(String code, String expectedAndFound) {
    return new AzraException(code, "challenge: expected " + expectedAndFound);
  }
}
