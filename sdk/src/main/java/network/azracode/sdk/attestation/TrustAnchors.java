// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.AzraException;

/** The only keys in which a chain may end: those of all vendors, or one development root. */
public final class TrustAnchors {
  private static final TrustAnchors VENDORS = new TrustAnchors(VendorAnchor.ALL);

  private final List<TrustAnchor> anchors;

  TrustAnchors(List<? extends TrustAnchor> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  public static TrustAnchors vendors() {
    return VENDORS;
  }

  /** Nothing but this root: development evidence and hardware never mix. */
  public static TrustAnchors of(DevelopmentAnchor root) {
    return new TrustAnchors(List.of(root));
  }

  /**
   * Those that evidence under this policy must rest on.
   *
   * @throws AzraException {@code collateral.*} when a development root is named and the collateral
   *     does not hold exactly that root
   */
  public static TrustAnchors under(PlatformPolicy policy, Collateral collateral) {
    return policy
        .developmentRoot()
        .map(root -> of(DevelopmentAnchor.of(collateral, root)))
        .orElse(VENDORS);
  }

  /**
   * The anchor of this vendor's evidence.
   *
   * @throws AzraException {@code evidence.chain.vendor} when there is none
   */
  public TrustAnchor of(Vendor vendor) {
    return anchors.stream()
        .filter(anchor -> anchor.vendor() == vendor)
        .findFirst()
        .orElseThrow(() ->
            new AzraException(
                "evidence.chain.vendor",
                "expected evidence under %s, found %s's".formatted(anchors(), vendor)));
  }

  private List<Vendor> anchors() {
    return anchors.stream().map(TrustAnchor::vendor).toList();
  }
}
