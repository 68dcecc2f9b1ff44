// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where {@code azra} begins, on a JDK that runs it. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(Azra.commandLine(out, err).execute(arguments));
  }
}
