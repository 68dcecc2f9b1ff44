// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.Window;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import tools.jackson.databind.JsonNode;

/**
 * Fields of a document that Intel signed: of the expected kind, or {@code
 * collateral.<code>.malformed}. Fields that we do not know are signed too, and left alone.
 */
record JsonFields(String code, JsonNode node) {

  boolean has(String field) {
    return node.has(field);
  }

  JsonFields object(String field) {
    JsonNode value = node.path(field);
    require(value.isObject(), field, "an object");
    return new JsonFields(code, value);
  }

  <T> List<T> list(String field, Function<JsonFields, T> read) {
    JsonNode values = node.path(field);
    require(values.isArray(), field, "an array");
    List<T> list = new ArrayList<>();
    for (JsonNode value : values) {
      require(value.isObject(), field, "objects");
      list.add(read.apply(new JsonFields(code, value)));
    }
    return List.copyOf(list);
  }

  /** Security advisories; none where the field is left out. */
  Set<String> advisories() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode id : node.path("advisoryIDs")) {
      require(id.isString(), "advisoryIDs", "text");
      ids.add(id.asString());
    }
    return ids;
  }

  String text(String field) {
    JsonNode value = node.path(field);
    require(value.isString(), field, "text");
    return value.asString();
  }

  int integer(String field, int max) {
    JsonNode value = node.path(field);
    require(
        value.isIntegralNumber()
            && value.canConvertToInt()
            && value.asInt() >= 0
            && value.asInt() <= max,
        field,
        "an integer of 0 to " + max);
    return value.asInt();
  }

  /** Hexadecimal digits of either case, without a prefix: both cases occur. */
  Octets hex(String field, int length) {
    try {
      Octets octets = Octets.of(Hex.decode("0x" + text(field)));
      require(octets.length() == length, field, length + " bytes");
      return octets;
    } catch (AzraException e) {
      throw malformed(field, length + " bytes in hexadecimal digits");
    }
  }

  Instant time(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeException e) {
      throw malformed(field, "a time such as 2025-06-19T10:16:03Z");
    }
  }

  /** From issueDate to nextUpdate. */
  Window window() {
    return new Window(Origin.COLLATERAL, code, code, time("issueDate"), time("nextUpdate"));
  }

  TcbStatus status(Set<TcbStatus> possible) {
    String label = text("tcbStatus");
    return possible.stream()
        .filter(status -> status.label().equals(label))
        .findFirst()
        .orElseThrow(() -> malformed("tcbStatus", "one of " + possible));
  }

  void require(boolean holds, String field, String expected) {
    if (!holds) {
      throw malformed(field, expected);
    }
  }

  private AzraException malformed(String field, String expected) {
    return Origin.COLLATERAL.refused(
        code + ".malformed",
        "%s.%s: expected %s, found something else".formatted(code, field, expected));
  }
}
