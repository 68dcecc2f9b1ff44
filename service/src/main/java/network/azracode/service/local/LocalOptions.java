// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import network.azracode.sdk.protocol.AzraException;

/**
 * What the living network itself is told on its command line; the rest is for the service.
 *
 * @param folder that everything is kept in
 * @param chainPort of the chain's JSON-RPC; zero takes a free one
 * @param exitAfterJobs how many jobs to prove before it ends by itself; empty: it goes on
 */
record LocalOptions(
    Path folder, int chainPort, OptionalInt exitAfterJobs, List<String> serviceArguments) {
  private static final String PREFIX = "--azra.local.";
  private static final String FOLDER = "folder";
  private static final String CHAIN_PORT = "chain-port";
  private static final String EXIT_AFTER_JOBS = "exit-after-jobs";
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of(FOLDER, CHAIN_PORT, EXIT_AFTER_JOBS));
  private static final int MAX_PORT = 65_535;
  private static final int MAX_JOBS = 1_000_000;

  /**
   * @throws AzraException {@code property.unknown}, {@code property.malformed}
   */
  static LocalOptions parse(String... arguments) {
    Map<String, String> own = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith(PREFIX)) {
        String[] parts = argument.substring(PREFIX.length()).split("=", 2);
        requireKnown(parts[0]);
        own.put(parts[0], parts.length == 2 ? parts[1] : "");
      } else {
        others.add(argument);
      }
    }
    return new LocalOptions(
        Path.of(own.getOrDefault(FOLDER, ".azra")),
        number(CHAIN_PORT, own.getOrDefault(CHAIN_PORT, "8545"), 0, MAX_PORT),
        own.containsKey(EXIT_AFTER_JOBS)
            ? OptionalInt.of(number(EXIT_AFTER_JOBS, own.get(EXIT_AFTER_JOBS), 1, MAX_JOBS))
            : OptionalInt.empty(),
        List.copyOf(others));
  }

  private static void requireKnown(String name) {
    if (!NAMES.contains(name)) {
      throw new AzraException(
          "property.unknown",
          "azra.local.%s: expected one of %s".formatted(name, String.join(", ", NAMES)));
    }
  }

  private static int number(String name, String text, int least, int most) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new AzraException(
        "property.malformed",
        "azra.local.%s: expected %d to %d, found %s".formatted(name, least, most, text));
  }
}
