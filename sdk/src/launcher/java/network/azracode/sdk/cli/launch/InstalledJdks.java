// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Java installations in the places where installers put them, told by their release file. */
final class InstalledJdks {
  private static final int NEEDED = 25;

  private InstalledJdks() {}

  /** Its {@code bin/java}; null if there is none that is new enough. */
  static File newestJava(Map<String, String> environment, String userHome) {
    File newest = null;
    int newestRelease = NEEDED - 1;
    for (File home : candidates(environment, userHome)) {
      File java = new File(home, "bin/java");
      int release = release(new File(home, "release"));
      if (release > newestRelease && java.canExecute()) {
        newest = java;
        newestRelease = release;
      }
    }
    return newest;
  }

  /** Old names such as 1.8 count as well. */
  static boolean isEnough(String specificationVersion) {
    return major(specificationVersion) >= NEEDED;
  }

  /** What somebody named comes first, and wins over others of the same release. */
  private static List<File> candidates(Map<String, String> environment, String userHome) {
    List<File> homes = new ArrayList<File>();
    for (String name :
        new String[] {"AZRA_JAVA_HOME", "JAVA_HOME", "JAVA25_HOME", "JAVA_HOME_25_X64"}) {
      if (environment.get(name) != null) {
        homes.add(new File(environment.get(name)));
      }
    }
    addChildren(homes, new File("/usr/lib/jvm"), "");
    addChildren(homes, new File(userHome, ".sdkman/candidates/java"), "");
    addChildren(homes, new File(userHome, ".jdks"), "");
    addChildren(homes, new File("/Library/Java/JavaVirtualMachines"), "/Contents/Home");
    return homes;
  }

  private static void addChildren(List<File> homes, File folder, String inside) {
    File[] children = folder.listFiles();
    if (children == null) {
      return;
    }
    for (File child : children) {
      homes.add(new File(child.getPath() + inside));
    }
  }

  private static int release(File file) {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(file)) {
      properties.load(in);
    } catch (IOException unreadable) {
      return 0;
    }
    return major(properties.getProperty("JAVA_VERSION", "0").replace("\"", ""));
  }

  private static int major(String version) {
    String[] parts = version.split("[^0-9]+");
    if (parts.length == 0 || parts[0].isEmpty()) {
      return 0;
    }
    int first = Integer.parseInt(parts[0]);
    return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
  }
}
