// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Names in certificates, whoever wrote them. */
public final class DistinguishedNames {
  private DistinguishedNames() {}

  /** The common name; empty when there is none, more than one, or one that is no text. */
  public static String commonName(X500Principal principal) {
    try {
      RDN[] names = X500Name.getInstance(principal.getEncoded()).getRDNs(BCStyle.CN);
      return names.length == 1 ? IETFUtils.valueToString(names[0].getFirst().getValue()) : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
