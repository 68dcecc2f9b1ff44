// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * What a node hands out as proof: evidence, and the keys it is said to bind. On the wire a
 * canonical CBOR map (RFC 8949, 4.2.1) with the component names as keys.
 *
 * @param type {@value #SGX}, {@value #TDX}, {@value #SEV_SNP} or {@value #NITRO}
 * @param evidence the vendor's structure, as issued
 * @param sealingKey raw X25519 public key
 * @param certificates DER; empty where the evidence carries its own chain
 */
public record EvidencePackage(
    String type,
    Octets evidence,
    EnclaveBinding binding,
    Bytes32 sealingKey,
    List<Octets> certificates) {
  public static final String SGX = "sgx";
  public static final String TDX = "tdx";
  public static final String SEV_SNP = "sev-snp";
  public static final String NITRO = "nitro";
  public static final int MAX_LENGTH = 65_536;
  public static final int MAX_CERTIFICATES = 8;
  private static final List<String> TYPES = List.of(SGX, TDX, SEV_SNP, NITRO);

  public EvidencePackage {
    if (!TYPES.contains(type)) {
      throw malformed(
          "type: expected one of %s, found another of %d characters"
              .formatted(TYPES, type.length()));
    }
    if (certificates.size() > MAX_CERTIFICATES) {
      throw malformed(
          "certificates: expected at most %d, found %d"
              .formatted(MAX_CERTIFICATES, certificates.size()));
    }
    certificates = List.copyOf(certificates);
  }

  /** A package around a TDX quote, whose chain is inside the quote. */
  public static EvidencePackage tdx(byte[] quote, EnclaveBinding binding, Bytes32 sealingKey) {
    return new EvidencePackage(TDX, Octets.of(quote), binding, sealingKey, List.of());
  }

  /**
   * Reads the only encoding that a package has, so that its digest names its content.
   *
   * @throws AzraException {@code evidence.malformed}
   */
  public static EvidencePackage parse(byte[] cbor) {
    if (cbor.length > MAX_LENGTH) {
      throw malformed("expected at most %d bytes, found %d".formatted(MAX_LENGTH, cbor.length));
    }
    EvidencePackage parsed = EvidencePackageCbor.decode(cbor);
    if (!Arrays.equals(parsed.encode(), cbor)) {
      throw malformed("expected canonical CBOR, found another encoding of the same map");
    }
    return parsed;
  }

  /**
   * The vendor's structure inside.
   *
   * @throws AzraException {@code evidence.malformed*}
   */
  public Evidence parsed() {
    return switch (type) {
      case SEV_SNP -> SnpEvidence.parse(evidence, certificates);
      case NITRO -> NitroDocument.parse(evidence);
      default -> quote();
    };
  }

  private DcapQuote quote() {
    DcapQuote quote = DcapQuote.parse(evidence.toByteArray());
    String found =
        switch (quote.body()) {
          case SgxReport _ -> SGX;
          case TdReport _ -> TDX;
        };
    if (!found.equals(type)) {
      throw malformed("expected a quote of type %s, found %s".formatted(type, found));
    }
    return quote;
  }

  public byte[] encode() {
    return EvidencePackageCbor.encode(this);
  }

  /** The {@code evidenceHash} of submissions and verdicts. */
  public Bytes32 digest() {
    return digest(encode());
  }

  public static Bytes32 digest(byte[] asReceived) {
    return Keccak.hash(asReceived);
  }

  static AzraException malformed(String message) {
    return new AzraException("evidence.malformed", "evidence package: " + message);
  }
}
