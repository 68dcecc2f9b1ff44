// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Which platform a PCK certificate speaks of, and at which TCB. Object identifiers and shapes as in
 * Intel's PCK certificate profile.
 *
 * @param components SVNs of the platform's sixteen TCB components
 * @param pceId 2 bytes
 * @param fmspc family, model, stepping, platform type, custom SKU: 6 bytes
 * @param sgxType 0 standard, 1 scalable, 2 scalable with integrity
 * @param configuration only in certificates of the Platform CA
 */
public record PckExtension(
    Octets ppid,
    TcbComponents components,
    int pceSvn,
    Octets cpuSvn,
    Octets pceId,
    Octets fmspc,
    int sgxType,
    Optional<Configuration> configuration) {
  public static final String OID = "1.2.840.113741.1.13.1";
  private static final int MAX_SVN = 255;
  private static final int MAX_PCE_SVN = 65_535;
  private static final int MAX_SGX_TYPE = 255;

  /** How the platform is set up; a flag that the certificate leaves open is empty. */
  public record Configuration(
      Optional<Boolean> dynamicPlatform,
      Optional<Boolean> cachedKeys,
      Optional<Boolean> smtEnabled) {}

  /**
   * Reads the extension of a certificate.
   *
   * @throws AzraException {@code evidence.pck.extension}
   */
  public static PckExtension of(X509Certificate pck) {
    byte @Nullable [] value = pck.getExtensionValue(OID);
    if (value == null) {
      throw malformed("an extension " + OID, null);
    }
    try {
      Fields fields = Fields.of(ASN1OctetString.getInstance(value).getOctets());
      Fields tcb = fields.nested("2");
      byte[] svns = new byte[TcbComponents.COUNT];
      for (int i = 0; i < svns.length; i++) {
        svns[i] = (byte) tcb.integer(Integer.toString(i + 1), MAX_SVN);
      }
      return new PckExtension(
          fields.octets("1", 16),
          new TcbComponents(Octets.of(svns)),
          tcb.integer("17", MAX_PCE_SVN),
          tcb.octets("18", 16),
          fields.octets("3", 2),
          fields.octets("4", 6),
          fields.enumerated("5"),
          fields.has("7") ? Optional.of(configuration(fields.nested("7"))) : Optional.empty());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw malformed("Intel's fields", e);
    }
  }

  private static Configuration configuration(Fields flags) {
    return new Configuration(flags.flag("1"), flags.flag("2"), flags.flag("3"));
  }

  private static AzraException malformed(String expected, @Nullable Throwable cause) {
    return Origin.EVIDENCE.refused(
        "pck.extension", "PCK certificate: expected " + expected + ", found none of it", cause);
  }

  /** Pairs of identifier and value; whatever else is there is a programming error of the issuer. */
  private record Fields(
      ASN1ObjectIdentifier base, Map<ASN1ObjectIdentifier, ASN1Encodable> values) {
    static Fields of(byte[] der) {
      return of(new ASN1ObjectIdentifier(OID), ASN1Sequence.getInstance(der));
    }

    private static Fields of(ASN1ObjectIdentifier base, ASN1Sequence sequence) {
      Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
      for (ASN1Encodable element : sequence) {
        ASN1Sequence pair = ASN1Sequence.getInstance(element);
        if (pair.size() != 2
            || values.put(
                    ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)), pair.getObjectAt(1))
                != null) {
          throw new IllegalArgumentException("expected pairs of distinct identifiers");
        }
      }
      return new Fields(base, values);
    }

    boolean has(String branch) {
      return values.containsKey(base.branch(branch));
    }

    Fields nested(String branch) {
      return of(base.branch(branch), ASN1Sequence.getInstance(required(branch)));
    }

    int integer(String branch, int max) {
      return bounded(ASN1Integer.getInstance(required(branch)).getValue(), max);
    }

    int enumerated(String branch) {
      return bounded(ASN1Enumerated.getInstance(required(branch)).getValue(), MAX_SGX_TYPE);
    }

    Octets octets(String branch, int length) {
      Octets octets = Octets.of(ASN1OctetString.getInstance(required(branch)).getOctets());
      if (octets.length() != length) {
        throw new IllegalArgumentException("expected " + length + " bytes");
      }
      return octets;
    }

    Optional<Boolean> flag(String branch) {
      return has(branch)
          ? Optional.of(ASN1Boolean.getInstance(required(branch)).isTrue())
          : Optional.empty();
    }

    private ASN1Encodable required(String branch) {
      ASN1Encodable value = values.get(base.branch(branch));
      if (value == null) {
        throw new IllegalArgumentException("expected a field " + base.branch(branch));
      }
      return value;
    }

    private static int bounded(BigInteger value, int max) {
      if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
        throw new IllegalArgumentException("expected 0 to " + max);
      }
      return value.intValueExact();
    }
  }
}
