// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;

/** Tells a waiting person what is going on; says nothing to programs. */
public record Progress(PrintWriter err, boolean quiet) {
  public void say(String line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }
}
