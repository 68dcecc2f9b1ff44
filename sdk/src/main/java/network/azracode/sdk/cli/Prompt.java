// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal for something that nobody shall see. */
@FunctionalInterface
public interface Prompt {
  /**
   * @return a fresh array, which the caller wipes; empty where no person can be asked
   */
  Optional<char[]> ask(String question);

  /**
   * @return one that shows the question on the terminal and echoes nothing
   */
  static Prompt terminal() {
    return question -> {
      Console console = System.console();
      return console == null || !console.isTerminal()
          ? Optional.empty()
          : Optional.ofNullable(console.readPassword("%s: ", question));
    };
  }
}
