// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/**
 * A quote that was genuine, at a time, under an anchor; says nothing yet about whether anybody
 * should accept it. Only {@link EvidenceVerifier} makes one.
 */
public final class VerifiedQuote {
  private final TdReport report;
  private final TrustAnchor anchor;
  private final TcbEvaluation tcb;
  private final Bytes32 collateralDigest;
  private final Instant verifiedAt;

  VerifiedQuote(TdReport report, TrustAnchor anchor, Collateral collateral, Instant verifiedAt) {
    this.report = report;
    this.anchor = anchor;
    this.tcb = anchor.tcb(collateral);
    this.collateralDigest = collateral.digest();
    this.verifiedAt = verifiedAt;
  }

  public TdReport report() {
    return report;
  }

  public TrustAnchor anchor() {
    return anchor;
  }

  public Tee tee() {
    return anchor.tee();
  }

  public TcbEvaluation tcb() {
    return tcb;
  }

  public Bytes32 collateralDigest() {
    return collateralDigest;
  }

  public Instant verifiedAt() {
    return verifiedAt;
  }
}
