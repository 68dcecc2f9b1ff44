// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * Intel's extension of PCK certificates: which platform, at which TCB. Object identifiers as in
 * Intel's PCK certificate profile.
 */
final class PckExtension {
  static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");
  private static final ASN1ObjectIdentifier TCB = OID.branch("2");
  private static final int COMPONENTS = 16;
  private static final int PPID_LENGTH = 16;
  private static final byte SVN = 5;

  private PckExtension() {}

  /** A platform that no vendor made: FMSPC of all ones, every component at SVN 5. */
  static DERSequence development(SecureRandom random) {
    byte[] ppid = new byte[PPID_LENGTH];
    random.nextBytes(ppid);
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(field(OID.branch("1"), new DEROctetString(ppid)));
    fields.add(field(TCB, tcb()));
    fields.add(field(OID.branch("3"), new DEROctetString(new byte[2])));
    fields.add(field(OID.branch("4"), new DEROctetString(new byte[] {-1, -1, -1, -1, -1, -1})));
    fields.add(field(OID.branch("5"), new ASN1Enumerated(0)));
    return new DERSequence(fields);
  }

  private static DERSequence tcb() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    byte[] cpuSvn = new byte[COMPONENTS];
    for (int i = 0; i < COMPONENTS; i++) {
      cpuSvn[i] = SVN;
      fields.add(field(TCB.branch(Integer.toString(i + 1)), new ASN1Integer(SVN)));
    }
    fields.add(field(TCB.branch("17"), new ASN1Integer(SVN)));
    fields.add(field(TCB.branch("18"), new DEROctetString(cpuSvn)));
    return new DERSequence(fields);
  }

  private static DERSequence field(ASN1ObjectIdentifier oid, ASN1Encodable value) {
    return new DERSequence(new ASN1Encodable[] {oid, value});
  }
}
