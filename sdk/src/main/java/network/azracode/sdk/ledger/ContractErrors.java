// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.ledger.errors.KnownErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error that our contracts can revert with, by selector, as their ABIs tell. */
final class ContractErrors {
  private static final List<String> CONTRACTS =
      List.of("NodeRegistry", "Settlement", "TimelockController", "DevelopmentToken");

  /** Selector as 0x and eight digits. */
  private final Map<String, AbiError> bySelector;

  private ContractErrors(Map<String, AbiError> bySelector) {
    this.bySelector = bySelector;
  }

  static ContractErrors known() {
    return Known.ERRORS;
  }

  /**
   * @param data what the contract returned, as 0x hex
   */
  ContractReverted decode(String data) {
    String selector = data.substring(0, Math.min(10, data.length()));
    @Nullable AbiError error = bySelector.get(selector);
    if (error == null) {
      return new ContractReverted("Unknown", Map.of("selector", selector));
    }
    Map<String, String> args = error.arguments(data.substring(10));
    return KnownErrors.named(error.name(), args)
        .orElseGet(() -> new ContractReverted(error.name(), args));
  }

  /** Read once: the ABIs are part of the program. */
  private static final class Known {
    private static final ContractErrors ERRORS = load();

    private static ContractErrors load() {
      Map<String, AbiError> errors = new LinkedHashMap<>();
      add(errors, AbiError.of("Error", List.of("message"), List.of("string")));
      add(errors, AbiError.of("Panic", List.of("panicCode"), List.of("uint256")));
      CONTRACTS.forEach(name -> read(name).forEach(error -> add(errors, error)));
      return new ContractErrors(errors);
    }

    private static void add(Map<String, AbiError> errors, AbiError error) {
      errors.put(error.selector(), error);
    }

    private static List<AbiError> read(String contract) {
      try (InputStream json = NodeRegistry.class.getResourceAsStream(contract + ".json")) {
        if (json == null) {
          throw new IllegalStateException("expected " + contract + ".json in azra-contracts");
        }
        JsonNode abi = JsonMapper.shared().readTree(json).get("abi");
        return abi.valueStream()
            .filter(item -> item.get("type").asString().equals("error"))
            .map(AbiError::of)
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
