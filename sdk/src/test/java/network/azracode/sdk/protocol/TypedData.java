// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The JSON form of EIP-712 that wallets take, made from the type string and the record's JSON. */
public final class TypedData {
  private static final List<Map<String, String>> DOMAIN_FIELDS =
      List.of(
          field("string name"),
          field("string version"),
          field("uint256 chainId"),
          field("address verifyingContract"));

  private TypedData() {}

  public static String json(Domain domain, SignedType signed) {
    String type = signed.typeString();
    String name = type.substring(0, type.indexOf('('));
    List<Map<String, String>> fields = new ArrayList<>();
    Map<String, Object> message = new LinkedHashMap<>();
    JsonNode json = Json.MAPPER.valueToTree(signed);
    for (String part : type.substring(name.length() + 1, type.length() - 1).split(",", -1)) {
      Map<String, String> field = field(part);
      fields.add(field);
      String fieldName = part.substring(part.indexOf(' ') + 1);
      message.put(fieldName, plain(signed, fieldName, json));
    }
    return Json.MAPPER.writeValueAsString(
        Map.of(
            "types", Map.of("EIP712Domain", DOMAIN_FIELDS, name, fields),
            "primaryType", name,
            "domain", domain,
            "message", message));
  }

  private static Map<String, String> field(String typeAndName) {
    int space = typeAndName.indexOf(' ');
    return Map.of(
        "type", typeAndName.substring(0, space), "name", typeAndName.substring(space + 1));
  }

  private static Object plain(SignedType signed, String field, JsonNode json) {
    return switch (signed) {
      case Verdict v when field.equals("tee") -> v.tee().code();
      case Verdict v when field.equals("tcbStatus") -> v.tcbStatus().code();
      case Condemnation c when field.equals("cause") -> c.cause().code();
      default -> json.get(field);
    };
  }
}
