// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.nodes.Policies;
import org.springframework.stereotype.Component;

/** Who asks? Only an attestor that the chain knows, for this attestor, and now. */
@Component
class PeerGate {
  /**
   * How far two attestors' heads may be apart, either way. Within it a copied request gets the
   * answer that the first one got, and nothing else.
   */
  static final long WINDOW_SECONDS = 300;

  private static final int MAX_AT_A_TIME = 8;

  private final Attestor attestor;
  private final Policies policies;
  private final Ledger ledger;
  private final Deployment deployment;
  private final Semaphore places = new Semaphore(MAX_AT_A_TIME);

  PeerGate(Attestor attestor, Policies policies, Ledger ledger, Deployment deployment) {
    this.attestor = attestor;
    this.policies = policies;
    this.ledger = ledger;
    this.deployment = deployment;
  }

  /**
   * Runs what a peer asks for, if it may ask.
   *
   * @param body as received, byte by byte
   * @throws AzraException {@code attestor.absent}, {@code peer.unknown}, {@code peer.head}, {@code
   *     peer.signature} or {@code peer.busy}
   */
  <T> T admit(String path, PeerSignature asking, byte[] body, Supplier<T> request) {
    requirePeer(path, asking, body);
    if (!places.tryAcquire()) {
      throw new AzraException(
          "peer.busy", "expected at most %d requests at a time".formatted(MAX_AT_A_TIME));
    }
    try {
      return request.get();
    } finally {
      places.release();
    }
  }

  private void requirePeer(String path, PeerSignature asking, byte[] body) {
    Address self = attestor.requireAddress();
    Answer<Boolean> known =
        policies
            .attestors()
            .map(attestors -> attestors.contains(asking.from()) && !asking.from().equals(self));
    if (!known.value()) {
      throw new AzraException(
          "peer.unknown",
          "expected a request by another attestor of this registry, found %s"
              .formatted(asking.from()));
    }
    requireNow(asking.headTime(), ledger.head());
    PeerMessage message =
        new PeerMessage(
            deployment, asking.from(), self, asking.headTime(), path, Keccak.hash(body));
    Address found = asking.signature().recover(message.digest());
    if (!found.equals(asking.from())) {
      throw new AzraException(
          "peer.signature",
          "request to %s: expected the signature of %s over this body, found that of %s"
              .formatted(self, asking.from(), found));
    }
  }

  private static void requireNow(long headTime, AsOf head) {
    if (Math.abs(head.time() - headTime) > WINDOW_SECONDS) {
      throw new AzraException(
          "peer.head",
          "expected a head within %d s of %d, the time of the head here, found %d"
              .formatted(WINDOW_SECONDS, head.time(), headTime));
    }
  }
}
