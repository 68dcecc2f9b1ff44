// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;

/**
 * A contract refused a call, in its own words. Every custom error of our contracts has a type of
 * its own, in {@code ledger.errors}; this one itself stands for {@code Error}, {@code Panic} and
 * whatever is not ours.
 */
public class ContractReverted extends AzraException {
  private static final long serialVersionUID = 1L;

  private final String errorName;
  private final LinkedHashMap<String, String> args;

  /**
   * @param errorName the custom error, or {@code Error}, {@code Panic}, {@code Unknown}
   * @param args by name, in order; numbers in decimal, bytes and addresses in 0x hex
   */
  protected ContractReverted(String errorName, Map<String, String> args) {
    super("contract.reverted", sentence(errorName, args));
    this.errorName = errorName;
    this.args = new LinkedHashMap<>(args);
  }

  public final String errorName() {
    return errorName;
  }

  public final Map<String, String> args() {
    return Map.copyOf(args);
  }

  /**
   * @throws IllegalArgumentException if the error has no argument of that name
   */
  protected final String argument(String name) {
    String found = args.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "expected an argument " + name + " of " + errorName + ", found " + args.keySet());
    }
    return found;
  }

  private static String sentence(String errorName, Map<String, String> args) {
    return args.entrySet().stream()
        .map(arg -> arg.getKey() + " " + OneLine.of(arg.getValue(), RpcException.MOST_CHARACTERS))
        .collect(Collectors.joining(", ", errorName + "(", ")"));
  }
}
