// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.security.SecureRandom;
import java.time.InstantSource;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;

/**
 * Seals jobs that somebody else opens, in any order: a browser, which cannot verify evidence, or
 * whoever pays the gas. Their nonces are drawn from the upper half, of which each serves once.
 */
public final class JobOrders {
  private final Deployment deployment;
  private final JobSealing sealing;
  private final SecureRandom random;

  /**
   * @param resultKey raw X25519 public key of the client, to which results are sealed
   */
  public JobOrders(
      Deployment deployment, Bytes32 resultKey, InstantSource clock, SecureRandom random) {
    this.deployment = deployment;
    this.sealing = new JobSealing(deployment.settlementDomain(), resultKey, clock, random);
    this.random = random;
  }

  /** An order that anyone may open for this client, who pays for the job. */
  public SealedOrder signed(CheckedNode node, JobRequest request, Signer client) {
    OpenedJob job = sealing.seal(node, request, client.address(), nonce());
    byte[] signature = client.sign(job.terms(), deployment.settlementDomain()).bytes65();
    return SealedOrder.of(job, deployment, Octets.of(signature));
  }

  /** An order that its client has still to sign, in a wallet of its own. */
  public SealedOrder unsigned(CheckedNode node, JobRequest request, Address client) {
    return SealedOrder.of(sealing.seal(node, request, client, nonce()), deployment);
  }

  private long nonce() {
    return random.nextLong() | Long.MIN_VALUE;
  }
}
