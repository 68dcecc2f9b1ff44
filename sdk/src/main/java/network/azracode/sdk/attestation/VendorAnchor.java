// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;

/** Roots of the hardware vendors, as constants. */
public enum VendorAnchor implements TrustAnchor {
  /**
   * Subject public key of the "Intel SGX Root CA" certificate of 2018-05-21, serial
   * 22650cd65a9d3489f383b49552bf501b392706ac, which Intel publishes with its certificate services.
   */
  INTEL_TDX(
      Tee.TDX,
      "0x0ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5"
          + "67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394");

  private final Tee tee;
  private final String rootKey;

  VendorAnchor(Tee tee, String rootKey) {
    this.tee = tee;
    this.rootKey = rootKey;
  }

  @Override
  public P256Key rootKey() {
    return P256Key.of(Octets.of(rootKey));
  }

  @Override
  public Tee tee() {
    return tee;
  }

  /** Never evaluated without the vendor's TCB info, so nothing under a vendor's root affirms. */
  @Override
  public TcbEvaluation tcb(Collateral collateral) {
    return new TcbEvaluation.NotEvaluated();
  }
}
