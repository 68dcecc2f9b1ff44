// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM of its own that runs a class of the test's class path, by the test's own Java. Like the one
 * that a suite runs in, it is to start soon and to take little: it lives for seconds, beside
 * others.
 *
 * @param main whose {@code main} it runs
 * @param flags of this JVM, beyond those of each
 */
public record ChildJvm(Class<?> main, List<String> flags) {
  /** By the last one native code is loaded without a warning on the error output. */
  private static final List<String> OF_EACH =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

  public ChildJvm {
    flags = List.copyOf(flags);
  }

  public static ChildJvm of(Class<?> main) {
    return new ChildJvm(main, List.of());
  }

  /** Unless it is told, a JVM takes up to a quarter of the machine's memory. */
  public ChildJvm maxHeapMb(int megabytes) {
    return with("-Xmx" + megabytes + "m");
  }

  public ChildJvm with(String... moreFlags) {
    return new ChildJvm(main, Stream.concat(flags.stream(), Stream.of(moreFlags)).toList());
  }

  /**
   * Not started yet: where its output goes is the caller's to say.
   *
   * @param arguments of {@code main}, and the end of a command that can be changed
   */
  public ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OF_EACH);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
