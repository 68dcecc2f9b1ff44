// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.LinkedHashMap;
import java.util.Map;
import network.azracode.sdk.protocol.Hex;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** Intel's extension of a PCK certificate, right but for what a test changes. */
public final class PckExtensionDraft {
  static final String FMSPC = "112233445566";
  private static final String TCB = "2.";

  private final Map<String, ASN1Encodable> fields = new LinkedHashMap<>();

  /** Every component at SVN 5, PCE SVN 11. */
  public PckExtensionDraft() {
    octets("1", "00".repeat(16));
    for (int i = 1; i <= TcbComponents.COUNT; i++) {
      integer(TCB + i, 5);
    }
    integer(TCB + 17, 11);
    octets(TCB + 18, "05".repeat(16));
    octets("3", "0000");
    octets("4", FMSPC);
    fields.put("5", new ASN1Enumerated(1));
  }

  public PckExtensionDraft octets(String branch, String hex) {
    fields.put(branch, new DEROctetString(Hex.decode("0x" + hex)));
    return this;
  }

  public PckExtensionDraft integer(String branch, long value) {
    fields.put(branch, new ASN1Integer(value));
    return this;
  }

  /** The SVN of a component, counted from 1. */
  public PckExtensionDraft component(int number, int svn) {
    return integer(TCB + number, svn);
  }

  public PckExtensionDraft pceSvn(int svn) {
    return integer(TCB + 17, svn);
  }

  /** 0 standard, 1 scalable, 2 scalable with integrity. */
  public PckExtensionDraft sgxType(int type) {
    fields.put("5", new ASN1Enumerated(type));
    return this;
  }

  /** What certificates of the Platform CA say beside: dynamic platform, cached keys, SMT. */
  public PckExtensionDraft configuration(boolean... flags) {
    ASN1EncodableVector configuration = new ASN1EncodableVector();
    for (int i = 0; i < flags.length; i++) {
      ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(PckExtension.OID + ".7." + (i + 1));
      configuration.add(
          new DERSequence(new ASN1Encodable[] {oid, ASN1Boolean.getInstance(flags[i])}));
    }
    fields.put("7", new DERSequence(configuration));
    return this;
  }

  public PckExtensionDraft without(String branch) {
    fields.remove(branch);
    return this;
  }

  DERSequence encode() {
    ASN1EncodableVector outer = new ASN1EncodableVector();
    ASN1EncodableVector tcb = new ASN1EncodableVector();
    fields.forEach((branch, value) -> {
      ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(PckExtension.OID + "." + branch);
      (branch.startsWith(TCB) ? tcb : outer).add(new DERSequence(new ASN1Encodable[] {oid, value}));
    });
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(PckExtension.OID + ".2");
    outer.add(new DERSequence(new ASN1Encodable[] {oid, new DERSequence(tcb)}));
    return new DERSequence(outer);
  }
}
