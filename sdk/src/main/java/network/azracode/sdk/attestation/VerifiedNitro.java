// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/** A genuine Nitro attestation document; only {@link NitroVerifier} makes one. */
public final class VerifiedNitro implements VerifiedPlatform {
  private final NitroDocument document;
  private final Verification verification;

  VerifiedNitro(NitroDocument document, Verification verification) {
    this.document = document;
    this.verification = verification;
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
  public Verification verification() {
    return verification;
  }

  @Override
  public Tee tee() {
    return anchor().tee(Tee.NITRO);
  }

  /** AWS has no such notion. */
  @Override
  public TcbEvaluation tcb() {
    return TcbEvaluation.Evaluated.of(TcbStatus.NOT_APPLICABLE);
  }
}
