// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.Tee;

/** Roots of the hardware vendors, as constants. */
public final class VendorAnchor implements TrustAnchor {
  static final List<VendorAnchor> ALL =
      List.of(
          new VendorAnchor(Vendor.INTEL, key("EC", VendorKeys.INTEL)),
          new VendorAnchor(Vendor.AMD_MILAN, key("RSA", VendorKeys.AMD_MILAN)),
          new VendorAnchor(Vendor.AMD_GENOA, key("RSA", VendorKeys.AMD_GENOA)),
          new VendorAnchor(Vendor.AMD_TURIN, key("RSA", VendorKeys.AMD_TURIN)),
          new VendorAnchor(Vendor.AWS_NITRO, key("EC", VendorKeys.AWS_NITRO)));

  private final Vendor vendor;
  private final RootPin root;

  /** For tests, which play vendor themselves; an architecture rule keeps all others out. */
  VendorAnchor(Vendor vendor, PublicKey rootKey) {
    this.vendor = vendor;
    this.root = RootPin.of(rootKey);
  }

  @Override
  public Vendor vendor() {
    return vendor;
  }

  @Override
  public RootPin root() {
    return root;
  }

  @Override
  public Tee tee(Tee form) {
    return form;
  }

  private static PublicKey key(String algorithm, String base64) {
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a constant of this class is a key", e);
    }
  }
}
