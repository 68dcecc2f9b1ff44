// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.enclave.Buckets;
import network.azracode.sdk.enclave.EnclaveChild;
import network.azracode.sdk.enclave.Request;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Verdict;

/** One pass from challenge to accepted verdict. */
public final class Attestation {
  private final NodeId nodeId;
  private final PolicyId policy;
  private final Deployment deployment;
  private final NodeKeys keys;
  private final Registry registry;
  private final AttestationApi attestor;
  private final Sender hot;
  private final InstantSource clock;

  /** What the enclave proved and the registry accepted. */
  public record Attested(byte[] evidencePackage, Verdict verdict) {
    /** Half of the verdict's life is left then: time enough to try again. */
    Instant renewAt() {
      return Instant.ofEpochSecond((verdict.appraisedAt() + verdict.validUntil()) / 2);
    }
  }

  /**
   * @param hot sends for {@code keys.hot()}
   */
  public Attestation(
      NodeId nodeId,
      PolicyId policy,
      Deployment deployment,
      NodeKeys keys,
      Registry registry,
      AttestationApi attestor,
      Sender hot,
      InstantSource clock) {
    this.nodeId = nodeId;
    this.policy = policy;
    this.deployment = deployment;
    this.keys = keys;
    this.registry = registry;
    this.attestor = attestor;
    this.hot = hot;
    this.clock = clock;
  }

  /** Returns once the verdict is on chain. */
  public Attested attest(EnclaveChild enclave) {
    requireBuckets(enclave.welcome().buckets());
    byte[] evidence = enclave.bind(binding(attestor.challenge(nodeId)));
    var answer = attestor.submit(nodeId, evidence, keys.operator(), clock.instant());
    hot.submit(
        "attest-" + answer.verdict().evidenceHash(),
        registry.attest(answer.verdict(), answer.signatures()));
    return new Attested(evidence, answer.verdict());
  }

  /** Receipts speak in the enclave's buckets: under a policy of others they would mislead. */
  private void requireBuckets(Buckets measured) {
    PolicyTerms terms = registry.latest().policy(policy).terms();
    var published = new Buckets(terms.timeBucketSeconds(), terms.unitBucket());
    if (!published.equals(measured)) {
      throw new AzraException(
          "policy.buckets",
          "policy %s: expected the enclave's own %s, found %s"
              .formatted(policy, measured, published));
    }
  }

  private Request.Bind binding(AttestationApi.Challenge challenge) {
    return new Request.Bind(
        nodeId,
        keys.operator().address(),
        policy,
        deployment.registryDomain(),
        deployment.settlementDomain(),
        challenge.block(),
        challenge.hash());
  }
}
