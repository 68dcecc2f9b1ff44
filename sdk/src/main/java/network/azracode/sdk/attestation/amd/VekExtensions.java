// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.jspecify.annotations.Nullable;

/** The extensions 1.3.6.1.4.1.3704.1 of an endorsement key's certificate. */
record VekExtensions(Origin origin, X509Certificate certificate) {
  private static final String ARC = "1.3.6.1.4.1.3704.1.";
  private static final BigInteger MAX_SVN = BigInteger.valueOf(255);

  int svn(TcbComponent component) {
    String arc = "3." + component.arc();
    if (parsed(arc) instanceof ASN1Integer number
        && number.getValue().signum() >= 0
        && number.getValue().compareTo(MAX_SVN) <= 0) {
      return number.getValue().intValue();
    }
    throw refused(arc, "a security version from 0 to 255");
  }

  String text(String arc) {
    if (parsed(arc) instanceof ASN1IA5String text) {
      return text.getString();
    }
    throw refused(arc, "an IA5String");
  }

  /** The octets as they stand: AMD does not wrap a chip's id into a DER type. */
  Octets raw(String arc) {
    byte[] extension = certificate.getExtensionValue(ARC + arc);
    if (extension == null) {
      throw refused(arc, "a value");
    }
    return Octets.of(ASN1OctetString.getInstance(extension).getOctets());
  }

  private @Nullable ASN1Primitive parsed(String arc) {
    try {
      return ASN1Primitive.fromByteArray(raw(arc).toByteArray());
    } catch (IOException e) {
      throw refused(arc, "a DER value");
    }
  }

  private AzraException refused(String arc, String expected) {
    return origin.refused(
        "endorsement.extension",
        "extension %s%s: expected %s, found none".formatted(ARC, arc, expected));
  }
}
