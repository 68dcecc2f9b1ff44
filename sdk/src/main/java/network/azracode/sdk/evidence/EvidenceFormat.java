// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/** Which kind of evidence are these bytes? Told by their first words, then parsed as that kind. */
public enum EvidenceFormat {
  /** This project's own wrapping: evidence, binding and sealing key. */
  PACKAGE,
  DCAP,
  SNP,
  NITRO;

  public static final int MAX_LENGTH = EvidencePackage.MAX_LENGTH;
  private static final int SHORTEST = 8;
  private static final int PACKAGE_MAP = 0xa5;
  private static final int COSE_ARRAY = 0x84;
  private static final int COSE_TAG = 0xd2;
  private static final int ECDSA_P256 = 2;
  private static final int OLDEST_QUOTE = 3;
  private static final int NEWEST_QUOTE = 5;
  private static final Octets AZURE = Octets.of("0x48434c41");

  /**
   * Reads evidence of any kind, in a package or bare.
   *
   * @throws AzraException {@code evidence.malformed}
   */
  public static Evidence parse(Octets bytes) {
    return switch (of(bytes)) {
      case PACKAGE -> EvidencePackage.parse(bytes.toByteArray()).parsed();
      case DCAP -> DcapQuote.parse(bytes.toByteArray());
      case SNP -> SnpEvidence.parseExtended(bytes);
      case NITRO -> NitroDocument.parse(bytes);
    };
  }

  /** The vendor's structure, taken out of the package if there is one. */
  public static Octets vendorsBytes(Octets bytes) {
    return of(bytes) == PACKAGE ? EvidencePackage.parse(bytes.toByteArray()).evidence() : bytes;
  }

  /**
   * @throws AzraException {@code evidence.malformed} when it begins like none of them
   */
  public static EvidenceFormat of(Octets bytes) {
    if (bytes.length() < SHORTEST || bytes.length() > MAX_LENGTH) {
      throw malformed("%d to %d bytes".formatted(SHORTEST, MAX_LENGTH), bytes.length() + " bytes");
    }
    if (bytes.slice(0, AZURE.length()).equals(AZURE) || bytes.length() == SnpReport.LENGTH) {
      return SNP;
    }
    byte[] first = bytes.slice(0, SHORTEST).toByteArray();
    return switch (Byte.toUnsignedInt(first[0])) {
      case PACKAGE_MAP -> PACKAGE;
      case COSE_ARRAY, COSE_TAG -> NITRO;
      default -> {
        if (SnpEvidence.isResponse(bytes) || isExtendedReport(first, bytes.length())) {
          yield SNP;
        }
        if (first[0] < OLDEST_QUOTE || first[0] > NEWEST_QUOTE || first[2] != ECDSA_P256) {
          throw malformed(
              "a DCAP quote, an SNP report, a Nitro document or a package", "none of them");
        }
        yield DCAP;
      }
    };
  }

  /** A version in four bytes, where a quote has its key type in the third. */
  private static boolean isExtendedReport(byte[] first, int length) {
    return length > SnpReport.LENGTH
        && first[0] >= SnpReport.OLDEST_VERSION
        && first[0] <= SnpReport.NEWEST_VERSION
        && first[1] == 0
        && first[2] == 0
        && first[3] == 0;
  }

  private static AzraException malformed(String expected, String found) {
    return new AzraException(
        "evidence.malformed", "evidence: expected %s, found %s".formatted(expected, found));
  }
}
