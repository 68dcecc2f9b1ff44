// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process of the enclave is started: on the JDK that runs this one, as small as it gets. */
final class EnclaveCommand {
  private EnclaveCommand() {}

  /**
   * @param mainAndArguments name of the main class first
   */
  static List<String> of(String classPath, List<String> mainAndArguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath));
    command.addAll(mainAndArguments);
    return List.copyOf(command);
  }
}
