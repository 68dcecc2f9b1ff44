// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The key with which this service vouches; it leaves this class only as signatures. */
@Component
public final class Attestor {
  private static final Logger LOG = LoggerFactory.getLogger(Attestor.class);

  private final @Nullable Signer signer;
  private final Domain registry;

  Attestor(AttestorProperties properties, Deployment deployment) {
    this.registry = deployment.registryDomain();
    this.signer = AttestorKey.open(properties).orElse(null);
    LOG.info(
        "attestor: {}", signer == null ? "none, this service signs nothing" : signer.address());
  }

  public Optional<Address> address() {
    return Optional.ofNullable(signer).map(Signer::address);
  }

  /**
   * @throws AzraException {@code attestor.absent}
   */
  Address requireAddress() {
    return require().address();
  }

  CompactSignature sign(Verdict verdict) {
    return require().sign(verdict, registry);
  }

  CompactSignature sign(Condemnation condemnation) {
    return require().sign(condemnation, registry);
  }

  /** Says to another attestor that it is this one that asks. */
  CompactSignature sign(PeerMessage message) {
    return require().signMessage(message.text());
  }

  private Signer require() {
    if (signer == null) {
      throw new AzraException(
          "attestor.absent", "expected an attestor, found a service that was given no key");
    }
    return signer;
  }
}
