// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.attestation.Fault.Debug;
import network.azracode.sdk.attestation.Fault.Forged;
import network.azracode.sdk.attestation.Fault.Transplanted;
import network.azracode.sdk.attestation.Fault.UnheldKey;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * Is a package something that only a cheat hands in? A pure function of the package, the policy
 * that its binding names, the vendor's certificates and the time of its challenge: attestors with
 * other collateral and other clocks find the same. Being out of date, revoked, expired, unknown or
 * of other code than the policy names is none of it, and neither are certificates that lead to no
 * anchor: they may be a stranger's, but they fool nobody.
 */
public final class FaultRules {
  private final EvidenceVerifier verifier;
  private final Collateral collateral;
  private final PolicyDocument policy;
  private final Domain registry;

  /**
   * @param verifier over the anchors of the policy
   * @param collateral asked for certificates that the package does not bring, and for nothing else
   * @param policy whose digest is on chain under the number that the binding names
   */
  public FaultRules(
      EvidenceVerifier verifier, Collateral collateral, PolicyDocument policy, Domain registry) {
    this.verifier = verifier;
    this.collateral = collateral;
    this.policy = policy;
    this.registry = registry;
  }

  /**
   * Looks for what is worst first: what is forged says nothing, and what is of another binding
   * nothing about this one's keys.
   *
   * @param at time of the challenge block
   * @throws AzraException {@code evidence.*} or {@code collateral.*} where nobody can tell whose
   *     evidence it is: no fault either
   */
  public Optional<Fault> find(EvidencePackage claimed, Instant at) {
    Evidence evidence = claimed.parsed();
    Optional<Fault> forged =
        verifier
            .forgery(evidence, collateral, at)
            .map(found ->
                new Forged(claimed.digest(), found.code(), String.valueOf(found.getMessage())));
    return forged
        .or(() -> transplanted(claimed, evidence))
        .or(() -> unheldKey(claimed, evidence))
        .or(() -> debug(claimed, evidence));
  }

  private Optional<Fault> transplanted(EvidencePackage claimed, Evidence evidence) {
    Octets bound = Octets.of(ReportData.of(claimed.binding(), registry));
    return evidence.reportData().equals(bound)
        ? Optional.empty()
        : Optional.of(new Transplanted(claimed.digest(), evidence.reportData(), bound));
  }

  private static Optional<Fault> unheldKey(EvidencePackage claimed, Evidence evidence) {
    EnclaveBinding binding = claimed.binding();
    Bytes32 sealingKey = claimed.sealingKey();
    if (!Keccak.hash(sealingKey.toByteArray()).equals(binding.sealingKeyHash())) {
      return Optional.of(UnheldKey.sealing(claimed.digest(), binding.sealingKeyHash(), sealingKey));
    }
    // A document without any key lacks a proof; only another key in its place is one.
    return evidence instanceof NitroDocument document
        ? document
            .publicKey()
            .filter(key -> !BindingRules.isKeyOf(binding.signer(), key))
            .map(key -> UnheldKey.signer(claimed.digest(), binding.signer(), key))
        : Optional.empty();
  }

  private Optional<Fault> debug(EvidencePackage claimed, Evidence evidence) {
    return evidence.debug() && !policy.platform().debug()
        ? Optional.of(new Debug(claimed.digest()))
        : Optional.empty();
  }
}
