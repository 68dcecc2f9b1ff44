// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/** A genuine Nitro attestation document; only {@link NitroVerifier} makes one. */
public final class VerifiedNitro implements VerifiedPlatform {
  private final NitroDocument document;
  private final TrustAnchor anchor;
  private final Instant expiresAt;
  private final Bytes32 collateralDigest;
  private final Instant verifiedAt;

  VerifiedNitro(
      NitroDocument document,
      TrustAnchor anchor,
      Instant expiresAt,
      Bytes32 collateralDigest,
      Instant verifiedAt) {
    this.document = document;
    this.anchor = anchor;
    this.expiresAt = expiresAt;
    this.collateralDigest = collateralDigest;
    this.verifiedAt = verifiedAt;
  }

  @Override
  public NitroDocument evidence() {
    return document;
  }

  /** When the hypervisor made the document. */
  public Instant madeAt() {
    return Instant.ofEpochMilli(document.timestampMillis());
  }

  @Override
  public TrustAnchor anchor() {
    return anchor;
  }

  @Override
  public Tee tee() {
    return anchor.tee(Tee.NITRO);
  }

  @Override
  public Octets reportData() {
    return document.userData().orElse(Octets.EMPTY);
  }

  @Override
  public boolean debug() {
    return document.debug();
  }

  /** AWS has no such notion. */
  @Override
  public TcbEvaluation tcb() {
    return TcbEvaluation.Evaluated.of(TcbStatus.NOT_APPLICABLE);
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
