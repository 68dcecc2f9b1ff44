// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.QuoteBody;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/** A genuine DCAP quote; only {@link DcapVerifier} makes one. */
public final class VerifiedDcap implements VerifiedPlatform {
  private final DcapQuote quote;
  private final TrustAnchor anchor;
  private final Optional<PlatformTcb> platform;
  private final Bytes32 collateralDigest;
  private final Instant verifiedAt;
  private final Instant expiresAt;

  private VerifiedDcap(
      DcapQuote quote,
      TrustAnchor anchor,
      Optional<PlatformTcb> platform,
      Collateral collateral,
      Instant verifiedAt,
      Instant expiresAt) {
    this.quote = quote;
    this.anchor = anchor;
    this.platform = platform;
    this.collateralDigest = collateral.digest();
    this.verifiedAt = verifiedAt;
    this.expiresAt = expiresAt;
  }

  static VerifiedDcap of(
      DcapQuote quote,
      TrustAnchor anchor,
      PlatformTcb platform,
      Collateral collateral,
      Instant verifiedAt,
      Instant expiresAt) {
    return new VerifiedDcap(
        quote, anchor, Optional.of(platform), collateral, verifiedAt, expiresAt);
  }

  static VerifiedDcap development(
      DcapQuote quote,
      TrustAnchor anchor,
      Collateral collateral,
      Instant verifiedAt,
      Instant expiresAt) {
    return new VerifiedDcap(quote, anchor, Optional.empty(), collateral, verifiedAt, expiresAt);
  }

  @Override
  public DcapQuote evidence() {
    return quote;
  }

  public QuoteBody body() {
    return quote.body();
  }

  @Override
  public TrustAnchor anchor() {
    return anchor;
  }

  @Override
  public Tee tee() {
    return anchor.tee(
        switch (quote.body()) {
          case SgxReport _ -> Tee.SGX;
          case TdReport _ -> Tee.TDX;
        });
  }

  @Override
  public Octets reportData() {
    return quote.body().reportData();
  }

  @Override
  public boolean debug() {
    return quote.body().debug();
  }

  /** What Intel says of each part of the platform; empty for development evidence. */
  public Optional<PlatformTcb> platform() {
    return platform;
  }

  /** Development evidence has no platform whose TCB could be behind: current by definition. */
  @Override
  public TcbEvaluation tcb() {
    return platform
        .map(VerifiedDcap::evaluation)
        .orElseGet(() -> TcbEvaluation.Evaluated.of(TcbStatus.UP_TO_DATE));
  }

  private static TcbEvaluation evaluation(PlatformTcb tcb) {
    List<TcbEvaluation.Shortfall> shortfalls =
        tcb.shortfalls().stream()
            .map(shortfall ->
                new TcbEvaluation.Shortfall(shortfall.code(), shortfall.sentence() + "."))
            .toList();
    return tcb.status()
        .<TcbEvaluation>map(status ->
            new TcbEvaluation.Evaluated(
                status,
                tcb.advisories(),
                tcb.oldestTcbDate(),
                OptionalInt.of(tcb.evaluationDataNumber()),
                shortfalls))
        .orElseGet(() -> new TcbEvaluation.Unsupported(shortfalls));
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
