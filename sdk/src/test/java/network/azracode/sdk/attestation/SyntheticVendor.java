// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import network.azracode.sdk.attestation.intel.IntelPki;

/** Takes a test's own root for Intel's, which no production class can be made to do. */
public final class SyntheticVendor {
  private SyntheticVendor() {}

  public static EvidenceVerifier intel(IntelPki pki) {
    return new EvidenceVerifier(
        new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, pki.rootKey()))));
  }
}
