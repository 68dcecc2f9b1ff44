// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/** Fields of a Nitro document's map, with AWS's limits. Keys that AWS may add are passed over. */
record NitroPayload(Map<Cbor, Cbor> fields, boolean indefinite) {
  static final int MAX_PUBLIC_KEY_LENGTH = 1024;

  /**
   * As AWS's specification of the document has it. Its list of checks says 512, which modules in
   * the field do not hold to.
   */
  static final int MAX_USER_DATA_LENGTH = 1024;

  private static final int MAX_MODULE_ID_LENGTH = 256;
  private static final int MAX_CERTIFICATE_LENGTH = 1024;
  private static final int MAX_CA_BUNDLE = 8;
  private static final int MAX_PCRS = 32;
  private static final Set<Integer> PCR_LENGTHS = Set.of(32, 48, 64);
  private static final String SHA384 = "SHA384";

  static NitroPayload parse(Octets payload) {
    return switch (Cbor.parse(payload, NitroDocument.MAX_LENGTH)) {
      case Cbor.Entries(var byKey, boolean indefinite) -> new NitroPayload(byKey, indefinite);
      default -> throw refused("payload", "a map", "another item");
    };
  }

  String moduleId() {
    String moduleId = text("module_id");
    requireLength("moduleId", moduleId.length(), MAX_MODULE_ID_LENGTH);
    return moduleId;
  }

  String digest() {
    String digest = text("digest");
    if (!digest.equals(SHA384)) {
      throw refused("digest", "digest " + SHA384, "another");
    }
    return digest;
  }

  long timestampMillis() {
    if (field("timestamp") instanceof Cbor.Unsigned(long millis) && millis > 0) {
      return millis;
    }
    throw refused("timestamp", "timestamp: milliseconds since 1970", "something else");
  }

  SortedMap<Integer, Octets> pcrs() {
    if (!(field("pcrs") instanceof Cbor.Entries(var registers, boolean open))) {
      throw refused("pcrs", "pcrs: a map", "another item");
    }
    if (registers.isEmpty() || registers.size() > MAX_PCRS) {
      throw refused("pcrs", "1 to 32 registers", Integer.toString(registers.size()));
    }
    SortedMap<Integer, Octets> pcrs = new TreeMap<>();
    registers.forEach((key, value) -> {
      if (key instanceof Cbor.Unsigned(long index)
          && index >= 0
          && index < MAX_PCRS
          && value instanceof Cbor.Bytes(Octets measurement)
          && PCR_LENGTHS.contains(measurement.length())) {
        pcrs.put((int) index, measurement);
      } else {
        throw refused("pcrs", "registers 0 to 31 of 32, 48 or 64 bytes", "another");
      }
    });
    return Collections.unmodifiableSortedMap(pcrs);
  }

  Octets certificate() {
    return certificate(field("certificate"), "certificate");
  }

  List<Octets> caBundle() {
    if (!(field("cabundle") instanceof Cbor.Array(List<Cbor> items))) {
      throw refused("caBundle", "cabundle: an array", "another item");
    }
    requireLength("caBundle", items.size(), MAX_CA_BUNDLE);
    List<Octets> bundle = new ArrayList<>();
    for (Cbor item : items) {
      bundle.add(certificate(item, "caBundle"));
    }
    return List.copyOf(bundle);
  }

  /** A byte string that may be null, or left out. */
  Optional<Octets> optional(String key, int minimumLength, int maximumLength) {
    return switch (fields.getOrDefault(new Cbor.Text(key), Cbor.Simple.NULL)) {
      case Cbor.Bytes(Octets value)
          when value.length() >= minimumLength && value.length() <= maximumLength ->
          Optional.of(value);
      case Cbor.Simple simple when simple.equals(Cbor.Simple.NULL) -> Optional.empty();
      default ->
          throw refused(
              "optional",
              "%s: null or %d to %d bytes".formatted(key, minimumLength, maximumLength),
              "another");
    };
  }

  private static Octets certificate(Cbor item, String code) {
    if (!(item instanceof Cbor.Bytes(Octets der))) {
      throw refused(code, "a certificate as a byte string", "another item");
    }
    requireLength(code, der.length(), MAX_CERTIFICATE_LENGTH);
    return der;
  }

  private String text(String key) {
    if (field(key) instanceof Cbor.Text(String value)) {
      return value;
    }
    throw refused("payload", key + ": text", "another item");
  }

  private Cbor field(String key) {
    Cbor value = fields.get(new Cbor.Text(key));
    if (value == null) {
      throw refused("payload", "a key " + key, "none");
    }
    return value;
  }

  private static void requireLength(String code, int length, int maximum) {
    if (length < 1 || length > maximum) {
      throw refused(code, "1 to " + maximum, Integer.toString(length));
    }
  }

  private static AzraException refused(String code, String expected, String found) {
    return new AzraException(
        "evidence.malformed." + code,
        "Nitro document: expected %s, found %s".formatted(expected, found));
  }
}
