// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.QuoteBody;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/** A genuine DCAP quote; only {@link DcapVerifier} makes one. */
public final class VerifiedDcap implements VerifiedPlatform {
  private final DcapQuote quote;
  private final Optional<PlatformTcb> platform;
  private final Verification verification;

  /**
   * A genuine quote.
   *
   * @param platform empty for development evidence
   */
  VerifiedDcap(DcapQuote quote, Optional<PlatformTcb> platform, Verification verification) {
    this.quote = quote;
    this.platform = platform;
    this.verification = verification;
  }

  @Override
  public DcapQuote evidence() {
    return quote;
  }

  public QuoteBody body() {
    return quote.body();
  }

  @Override
  public Verification verification() {
    return verification;
  }

  @Override
  public Tee tee() {
    return anchor()
        .tee(
            switch (quote.body()) {
              case SgxReport _ -> Tee.SGX;
              case TdReport _ -> Tee.TDX;
            });
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
}
