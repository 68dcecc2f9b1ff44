// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;

/** Makes terms and the envelope that belongs to them, together: neither fits another. */
final class JobSealing {
  private final Domain settlement;
  private final Bytes32 resultKey;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * @param resultKey raw X25519 public key to which the result is sealed
   */
  JobSealing(Domain settlement, Bytes32 resultKey, InstantSource clock, SecureRandom random) {
    this.settlement = settlement;
    this.resultKey = resultKey;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Seals to an enclave that was checked.
   *
   * @param nonce of the terms, all 64 bits
   */
  OpenedJob seal(CheckedNode node, JobRequest request, Address client, long nonce) {
    JobSpec spec = JobSpec.draw(request.programHash(), resultKey, request.input(), random);
    JobTerms terms = terms(node, request, client, spec.specCommitment(), nonce);
    byte[] envelope = Envelope.seal(node.evidence(), terms, settlement, spec, random);
    return new OpenedJob(
        terms.id(settlement),
        terms,
        envelope,
        URI.create(node.offer().endpoint()),
        node.offer().tlsFingerprint());
  }

  private JobTerms terms(
      CheckedNode node, JobRequest request, Address client, Bytes32 specCommitment, long nonce) {
    BigInteger unitPrice = node.offer().unitPrice();
    long deadline = clock.instant().plus(request.timeout()).getEpochSecond();
    return new JobTerms(
        client,
        node.evidence().nodeId(),
        node.evidence().signer(),
        unitPrice.multiply(BigInteger.valueOf(request.maxUnits())),
        unitPrice,
        Math.min(deadline, node.until()),
        specCommitment,
        nonce);
  }
}
