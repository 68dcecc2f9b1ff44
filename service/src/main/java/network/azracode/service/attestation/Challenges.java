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

  /** A binding's challenge as this chain has it, and the head; only this class makes one. */
  record Known(AsOf challenge, AsOf head) {}

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
   * For evidence that nobody has appraised before.
   *
   * @throws AzraException {@code challenge.not-final}, {@code challenge.foreign} or {@code
   *     challenge.stale}
   */
  Known requireFresh(EnclaveBinding binding) {
    Known known = requireKnown(binding);
    long ageSeconds = known.head().time() - known.challenge().time();
    if (ageSeconds > MAX_AGE_SECONDS) {
      throw refused(
          "challenge.stale",
          "a block at most %d s before the head, found one of %d s"
              .formatted(MAX_AGE_SECONDS, ageSeconds));
    }
    return known;
  }

  /**
   * For evidence that passed when it was young.
   *
   * @throws AzraException {@code challenge.not-final}, {@code challenge.foreign} or {@code
   *     challenge.stale} for one from before the contracts
   */
  Known requireKnown(EnclaveBinding binding) {
    return ledger.read(() -> known(binding)).value();
  }

  private Known known(EnclaveBinding binding) {
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
    return new Known(challenge, ledger.head());
  }

  private static AzraException refused(String code, String expectedAndFound) {
    return new AzraException(code, "challenge: expected " + expectedAndFound);
  }
}
