// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;

/** A genuine DCAP quote; only {@link DcapVerifier} makes one. */
public final class VerifiedDcap implements VerifiedPlatform {
  private final TdxQuote quote;
  private final TrustAnchor anchor;
  private final TcbEvaluation tcb;
  private final Bytes32 collateralDigest;
  private final Instant verifiedAt;
  private final Instant expiresAt;

  VerifiedDcap(
      TdxQuote quote,
      TrustAnchor anchor,
      TcbEvaluation tcb,
      Bytes32 collateralDigest,
      Instant verifiedAt,
      Instant expiresAt) {
    this.quote = quote;
    this.anchor = anchor;
    this.tcb = tcb;
    this.collateralDigest = collateralDigest;
    this.verifiedAt = verifiedAt;
    this.expiresAt = expiresAt;
  }

  @Override
  public TdxQuote evidence() {
    return quote;
  }

  public TdReport report() {
    return quote.report();
  }

  @Override
  public TrustAnchor anchor() {
    return anchor;
  }

  @Override
  public Tee tee() {
    return anchor.tee(Tee.TDX);
  }

  @Override
  public Octets reportData() {
    return quote.report().reportData();
  }

  @Override
  public boolean debug() {
    return quote.report().debug();
  }

  @Override
  public TcbEvaluation tcb() {
    return tcb;
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
    return expiresAt;
  }
}
