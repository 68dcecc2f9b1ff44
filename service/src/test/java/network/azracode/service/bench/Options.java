// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Arguments such as {@code --events 100000 --cold-only}. */
record Options(Map<String, String> values) {

  static Options of(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean isFlag = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
      values.put(arguments[i].substring(2), isFlag ? "" : arguments[++i]);
    }
    return new Options(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int number(String name, int otherwise) {
    return text(name).map(Integer::parseInt).orElse(otherwise);
  }

  /** The folder of the repository. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("contracts/foundry.toml"))) {
      folder = Objects.requireNonNull(folder.getParent(), "run it in the repository");
    }
    return folder;
  }
}
