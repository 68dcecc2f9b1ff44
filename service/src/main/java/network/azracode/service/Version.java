// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param commit of the sources, 40 hexadecimal digits, with {@code -dirty} behind them where they
 *     had been changed; {@code unknown} for a build outside of git
 */
public record Version(String name, String version, String commit) {
  private static final String UNKNOWN = "unknown";

  /** As the build wrote it down. */
  public static Version ofThisProgram() {
    Properties git = git();
    String commit = git.getProperty("git.commit.id.full", UNKNOWN);
    boolean dirty = Boolean.parseBoolean(git.getProperty("git.dirty"));
    return new Version(
        "azra-service",
        git.getProperty("git.build.version", built()),
        dirty ? commit + "-dirty" : commit);
  }

  /** For people. */
  public String line() {
    return "%s %s (commit %s)".formatted(name, version, commit);
  }

  private static String built() {
    String built = Version.class.getPackage().getImplementationVersion();
    return built == null ? "development" : built;
  }

  private static Properties git() {
    Properties git = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/git.properties")) {
      if (file != null) {
        git.load(file);
      }
      return git;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
