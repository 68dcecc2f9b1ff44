// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.launch;

import java.io.File;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts {@code azra} on whatever Java it is given: runs it here on a JDK 25 or newer, hands over
 * to one that it finds, or says what to install. Compiled for Java 8, so that old ones can say it.
 */
public final class Launcher {
  private static final String MAIN = "network.azracode.sdk.cli.Main";
  private static final int NOT_STARTED = 1;

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    if (InstalledJdks.isEnough(System.getProperty("java.specification.version"))) {
      Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
      return;
    }
    File java = InstalledJdks.newestJava(System.getenv(), System.getProperty("user.home"));
    if (java == null) {
      System.err.println(
          "azra: expected a JDK 25 or newer, found Java "
              + System.getProperty("java.version")
              + " and no other. Install one, for example Eclipse Temurin 25,"
              + " or set AZRA_JAVA_HOME to one.");
      System.exit(NOT_STARTED);
    }
    System.exit(handOver(java, arguments));
  }

  private static int handOver(File java, String[] arguments) throws Exception {
    List<String> command = new ArrayList<String>();
    command.add(java.getPath());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(ownJar());
    command.add(MAIN);
    command.addAll(Arrays.asList(arguments));
    final Process azra = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread() {
              @Override
              public void run() {
                // whoever ends this process means the other one
                azra.destroy();
                try {
                  Runtime.getRuntime().halt(azra.waitFor());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    return azra.waitFor();
  }

  private static String ownJar() throws URISyntaxException {
    return new File(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getPath();
  }
}
