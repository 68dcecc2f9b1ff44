// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.azracode.sdk.enclave.EnclaveChild;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node presently is: an enclave, the verdict on it, and the offer that goes with both. */
final class Standing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

  private final NodeSettings settings;
  private final URI endpoint;
  private final Signer operator;
  private final Domain registry;
  private final Attestation attestation;
  private final AttestationApi attestor;
  private final Supplier<EnclaveChild> enclaves;
  private final InstantSource clock;
  private volatile @Nullable Present present;

  private record Present(EnclaveChild enclave, Attestation.Attested attested, SignedOffer offer) {}

  /**
   * @param enclaves starts an enclave with keys of its own
   */
  Standing(
      NodeSettings settings,
      URI endpoint,
      Signer operator,
      Domain registry,
      Attestation attestation,
      AttestationApi attestor,
      Supplier<EnclaveChild> enclaves,
      InstantSource clock) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.operator = operator;
    this.registry = registry;
    this.attestation = attestation;
    this.attestor = attestor;
    this.enclaves = enclaves;
    this.clock = clock;
  }

  /** Attests at first, half-way through every verdict, and after an enclave has ended. */
  void renewIfDue() {
    Present now = present;
    if (now == null || !now.enclave.alive()) {
      renew(enclaves.get());
    } else if (!clock.instant().isBefore(now.attested.renewAt())) {
      renew(now.enclave);
    }
  }

  private void renew(EnclaveChild enclave) {
    try {
      Attestation.Attested attested = attestation.attest(enclave);
      SignedOffer offer = offer(attested);
      attestor.post(offer);
      present = new Present(enclave, attested, offer);
      LOG.info(
          "node {} attested with key {} until {}",
          attested.verdict().nodeId(),
          attested.verdict().signer(),
          Instant.ofEpochSecond(attested.verdict().validUntil()));
    } finally {
      Present now = present;
      if (now == null || now.enclave != enclave) {
        enclave.close();
      }
    }
  }

  private SignedOffer offer(Attestation.Attested attested) {
    var offer =
        new Offer(
            attested.verdict().nodeId(),
            attested.verdict().policy(),
            settings.unitPrice(),
            settings.minRunwaySeconds(),
            settings.maxUnits(),
            settings.maxEnvelopeBytes(),
            endpoint.toString(),
            settings.listening().fingerprint(),
            attested.verdict().validUntil(),
            // seconds rise over restarts too
            clock.instant().getEpochSecond());
    return SignedOffer.sign(offer, registry, operator);
  }

  SignedOffer offer() {
    return here().offer;
  }

  byte[] evidencePackage() {
    return here().attested.evidencePackage();
  }

  Address signer() {
    return here().enclave.welcome().signer();
  }

  Outcome run(JobTerms terms, byte[] envelope) {
    return here().enclave.run(terms, envelope);
  }

  /** Of the present enclave alone: an earlier one took its key with it. */
  Optional<CompactSignature> sign(Address signer, List<JobId> jobs) {
    Present now = present;
    if (now == null || !now.enclave.welcome().signer().equals(signer)) {
      return Optional.empty();
    }
    try {
      return Optional.of(now.enclave.sign(jobs));
    } catch (AzraException e) {
      LOG.warn("settling one by one: {} {}", e.code(), e.getMessage());
      return Optional.empty();
    }
  }

  private Present here() {
    Present now = present;
    if (now == null) {
      throw RefusedRequest.busy("node.starting", "expected an attested node, found one starting");
    }
    return now;
  }

  @Override
  public void close() {
    Present now = present;
    if (now != null) {
      now.enclave.close();
    }
  }
}
