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
  private volatile @Nullable EnclaveChild unattested;

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
      renew(newcomer());
    } else if (!clock.instant().isBefore(now.attested.renewAt())) {
      renew(now.enclave);
    }
  }

  /** One that could not be attested yet is tried again: it costs a process to start. */
  private EnclaveChild newcomer() {
    EnclaveChild known = unattested;
    if (known == null || !known.alive()) {
      known = enclaves.get();
      unattested = known;
    }
    return known;
  }

  private void renew(EnclaveChild enclave) {
    Attestation.Attested attested = attestation.attest(enclave);
    SignedOffer offer = offer(attested);
    attestor.post(offer);
    Present before = present;
    present = new Present(enclave, attested, offer);
    unattested = null;
    if (before != null && before.enclave != enclave) {
      before.enclave.close();
    }
    LOG.info(
        "node {} attested with key {} until {}",
        attested.verdict().nodeId(),
        attested.verdict().signer(),
        Instant.ofEpochSecond(attested.verdict().validUntil()));
  }

  private SignedOffer offer(Attestation.Attested attested) {
    var verdict = attested.verdict();
    Offer offer =
        settings.offer(
            verdict.nodeId(), endpoint, verdict.validUntil(), clock.instant().getEpochSecond());
    return SignedOffer.sign(offer, registry, operator);
  }

  /** End of the present verdict; none before the first. */
  Optional<Instant> attestedUntil() {
    Present now = present;
    return Optional.ofNullable(now)
        .map(there -> Instant.ofEpochSecond(there.attested.verdict().validUntil()));
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
    EnclaveChild newcomer = unattested;
    if (newcomer != null) {
      newcomer.close();
    }
  }
}
