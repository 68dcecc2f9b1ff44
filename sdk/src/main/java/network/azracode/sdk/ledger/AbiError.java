// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;
import tools.jackson.databind.JsonNode;

/** One custom error of an ABI and how to read its arguments. */
record AbiError(CustomError error, List<String> argumentNames) {
  static AbiError of(JsonNode item) {
    return of(
        item.get("name").asString(),
        inputs(item).map(input -> input.get("name").asString()).toList(),
        inputs(item).map(input -> input.get("type").asString()).toList());
  }

  static AbiError of(String name, List<String> argumentNames, List<String> types) {
    List<TypeReference<?>> references =
        types.stream().<TypeReference<?>>map(AbiError::reference).toList();
    return new AbiError(new CustomError(name, references), List.copyOf(argumentNames));
  }

  String name() {
    return error.getName();
  }

  String selector() {
    return CustomErrorEncoder.encode(error).substring(0, 10);
  }

  /**
   * @param encoded what follows the selector, in hex
   */
  Map<String, String> arguments(String encoded) {
    List<Type> values = FunctionReturnDecoder.decode(encoded, error.getParameters());
    Map<String, String> arguments = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.put(argumentNames.get(i), text(values.get(i).getValue()));
    }
    return arguments;
  }

  private static Stream<JsonNode> inputs(JsonNode item) {
    return item.get("inputs").valueStream();
  }

  private static TypeReference<?> reference(String type) {
    try {
      return TypeReference.makeTypeReference(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("expected an ABI type, found " + type, e);
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? "0x" + HexFormat.of().formatHex(bytes)
        : String.valueOf(value);
  }
}
