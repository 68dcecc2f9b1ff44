// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.attestation.amd.EndorsedReport;
import network.azracode.sdk.evidence.HclRuntime;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;

/** A genuine SEV-SNP report; only {@link SnpVerifier} makes one. */
public final class VerifiedSnp implements VerifiedPlatform {
  private final SnpEvidence evidence;
  private final EndorsedReport endorsed;
  private final TrustAnchor anchor;
  private final Optional<Instant> revocationCheckedUntil;
  private final Instant chainExpiresAt;
  private final Bytes32 collateralDigest;
  private final Instant verifiedAt;

  VerifiedSnp(
      SnpEvidence evidence,
      EndorsedReport endorsed,
      TrustAnchor anchor,
      Optional<Instant> revocationCheckedUntil,
      Instant chainExpiresAt,
      Bytes32 collateralDigest,
      Instant verifiedAt) {
    this.evidence = evidence;
    this.endorsed = endorsed;
    this.anchor = anchor;
    this.revocationCheckedUntil = revocationCheckedUntil;
    this.chainExpiresAt = chainExpiresAt;
    this.collateralDigest = collateralDigest;
    this.verifiedAt = verifiedAt;
  }

  @Override
  public SnpEvidence evidence() {
    return evidence;
  }

  public SnpReport report() {
    return endorsed.report();
  }

  /** The report beside what AMD certifies of its key: product, TCB versions, chip or provider. */
  public EndorsedReport endorsed() {
    return endorsed;
  }

  /** Whether a revocation list was asked; if not, an answer must say so. */
  public boolean revocationChecked() {
    return revocationCheckedUntil.isPresent();
  }

  @Override
  public TrustAnchor anchor() {
    return anchor;
  }

  @Override
  public Tee tee() {
    return anchor.tee(Tee.SEV_SNP);
  }

  /**
   * {@inheritDoc} Under Azure's paravisor the report data is taken by a hash, and the guest's own
   * bytes are the user data that the hash covers; empty where there are none.
   */
  @Override
  public Octets reportData() {
    return evidence
        .runtime()
        .map(HclRuntime::userData)
        .map(userData -> userData.orElse(Octets.EMPTY))
        .orElse(report().reportData());
  }

  @Override
  public boolean debug() {
    return report().policy().debug();
  }

  @Override
  public TcbEvaluation tcb() {
    return new TcbEvaluation.LeftToPolicy();
  }

  @Override
  public Bytes32 collateralDigest() {
    return collateralDigest;
  }

  @Override
  public Instant verifiedAt() {
    return verifiedAt;
  }

  @Override
  public Instant expiresAt() {
    return revocationCheckedUntil.filter(chainExpiresAt::isAfter).orElse(chainExpiresAt);
  }
}
