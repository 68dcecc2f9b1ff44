// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import network.azracode.sdk.protocol.Json;

/** An answer, for a person or for a program. */
public record Output(PrintWriter out, boolean json) {

  /**
   * @param answer becomes one JSON object in one line
   * @param text the same for a person, lines separated by newlines
   */
  public void print(Object answer, Supplier<String> text) {
    out.println(json ? Json.MAPPER.writeValueAsString(answer) : text.get());
    out.flush();
  }
}
