// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The common name of a certificate's subject or issuer. */
final class CommonName {
  private CommonName() {}

  static String of(X500Principal name) {
    RDN[] found = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
    return found.length == 0 ? "" : found[0].getFirst().getValue().toString();
  }
}
