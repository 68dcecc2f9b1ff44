// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Octets;

/**
 * The certificates that an AMD host keeps for its guests, as the GHCB standard (AMD document 56421,
 * extended guest request) lays them out: entries of GUID, offset and length up to one of zeroes,
 * then the certificates. The host writes it, so nothing in it is believed.
 *
 * @param certificates DER, by their place in the chain
 */
public record CertificateTable(Map<Place, Octets> certificates) {
  public static final int MAX_LENGTH = 65_536;
  private static final int MAX_ENTRIES = 16;
  private static final int GUID_LENGTH = 16;

  /** What an entry holds; entries of any other GUID are passed over. */
  public enum Place {
    VCEK("63da758de6644564adc5f4b93be8accd"),
    VLEK("a8074bc2a25a483eaae639c045a0b8a1"),
    /** Under a VLEK the intermediate of VLEKs stands here. */
    ASK("4ab7b379bbac4fe4a02f05aef327c782"),
    ARK("c0b406a4a803495297433fb6014cd0ae");

    private final Octets guid;
    private final Octets mixedEndian;

    Place(String digits) {
      byte[] bytes = HexFormat.of().parseHex(digits);
      this.guid = Octets.of(bytes);
      this.mixedEndian = Octets.of(swapped(bytes));
    }

    /** In the order of the text, as AMD's own tool writes it, or as Microsoft writes GUIDs. */
    private static Optional<Place> of(Octets guid) {
      for (Place place : values()) {
        if (place.guid.equals(guid) || place.mixedEndian.equals(guid)) {
          return Optional.of(place);
        }
      }
      return Optional.empty();
    }

    private static byte[] swapped(byte[] text) {
      byte[] bytes = text.clone();
      int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
      for (int i = 0; i < order.length; i++) {
        bytes[i] = text[order[i]];
      }
      return bytes;
    }
  }

  public CertificateTable {
    certificates = Map.copyOf(certificates);
  }

  /**
   * Reads a table; one of no bytes is empty.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  public static CertificateTable parse(Octets bytes) {
    if (bytes.length() > MAX_LENGTH) {
      throw ByteReader.malformed(
          "certificate table", "expected at most " + MAX_LENGTH + " bytes", "more");
    }
    Map<Place, Octets> certificates = new EnumMap<>(Place.class);
    ByteReader table = new ByteReader(bytes);
    for (int entries = 0; bytes.length() > 0; entries++) {
      Octets guid = table.take("certificate table, GUID", GUID_LENGTH);
      long offset = table.u32("certificate table, offset");
      long length = table.u32("certificate table, length");
      if (guid.isZero()) {
        break;
      }
      if (entries == MAX_ENTRIES) {
        throw ByteReader.malformed(
            "certificate table", "expected at most " + MAX_ENTRIES + " entries", "found more");
      }
      Octets certificate = within(bytes, offset, length);
      Place.of(guid).ifPresent(place -> certificates.put(place, certificate));
    }
    return new CertificateTable(certificates);
  }

  /**
   * As evidence lists them: the endorsement key's first, then its issuers', as far as the chain
   * goes without a gap.
   */
  public List<Octets> chain(ReportKey.Kind kind) {
    List<Octets> chain = new ArrayList<>();
    Place key = kind == ReportKey.Kind.VLEK ? Place.VLEK : Place.VCEK;
    for (Place place : List.of(key, Place.ASK, Place.ARK)) {
      Octets certificate = certificates.get(place);
      if (certificate == null) {
        break;
      }
      chain.add(certificate);
    }
    return List.copyOf(chain);
  }

  private static Octets within(Octets bytes, long offset, long length) {
    if (offset + length > bytes.length()) {
      throw ByteReader.malformed(
          "certificate table",
          "expected an entry within " + bytes.length() + " bytes",
          "found one up to " + (offset + length));
    }
    return bytes.slice((int) offset, (int) (offset + length));
  }
}
