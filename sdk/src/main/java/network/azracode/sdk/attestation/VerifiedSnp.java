// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.attestation.amd.EndorsedReport;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Tee;

/** A genuine SEV-SNP report; only {@link SnpVerifier} makes one. */
public final class VerifiedSnp implements VerifiedPlatform {
  private final SnpEvidence evidence;
  private final EndorsedReport endorsed;
  private final boolean revocationChecked;
  private final Verification verification;

  VerifiedSnp(
      SnpEvidence evidence,
      EndorsedReport endorsed,
      boolean revocationChecked,
      Verification verification) {
    this.evidence = evidence;
    this.endorsed = endorsed;
    this.revocationChecked = revocationChecked;
    this.verification = verification;
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
    return revocationChecked;
  }

  @Override
  public Verification verification() {
    return verification;
  }

  @Override
  public Tee tee() {
    return anchor().tee(Tee.SEV_SNP);
  }

  @Override
  public TcbEvaluation tcb() {
    return new TcbEvaluation.LeftToPolicy();
  }
}
