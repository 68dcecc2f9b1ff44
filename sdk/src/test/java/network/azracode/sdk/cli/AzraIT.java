// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after packaging, as a person at a shell would. */
@DisplayName("L-1 azra from the shell")
class AzraIT {
  private static final Path SCRIPT = Path.of(System.getProperty("azra.script"));
  private static final Path JAR = Path.of(System.getProperty("azra.jar"));

  @TempDir private Path folder;

  private record Ended(int exitCode, String said) {}

  @Test
  void theScriptRunsTheJar() throws Exception {
    Ended ended = run(Map.of(), SCRIPT.toString(), "--version");
    assertThat(ended.said()).startsWith("azra 0").contains("Java 2");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theScriptRunsThroughALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);
    assertThat(run(Map.of(), link.toString(), "--version").said()).startsWith("azra 0");
  }

  @Test
  void withoutItsJarTheScriptSaysHowToBuildIt() throws Exception {
    Path lonely = Files.copy(SCRIPT, folder.resolve("azra"));
    assertThat(lonely.toFile().setExecutable(true)).isTrue();
    Ended ended = run(Map.of(), lonely.toString(), "--version");
    assertThat(ended.said()).contains("found nothing there").contains("mvn package");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  /** An old Java is imitated by the only thing the launcher reads of it. */
  @Test
  void anOlderJavaHandsOverToANewerOne() throws Exception {
    Ended ended = runAsOldJava(Map.of("AZRA_JAVA_HOME", System.getProperty("java.home")));
    assertThat(ended.said()).startsWith("azra 0");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theExitCodeOfTheNewerOneIsPassedOn() throws Exception {
    Ended ended =
        run(
            Map.of("AZRA_JAVA_HOME", System.getProperty("java.home")),
            java(),
            "-Djava.specification.version=17",
            "-jar",
            JAR.toString(),
            "--no-such-option");
    assertThat(ended.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.said()).contains("Unknown option: '--no-such-option'");
  }

  @Test
  void theLauncherIsReadByJava8() throws IOException {
    try (var jar = new java.util.jar.JarFile(JAR.toFile())) {
      byte[] bytes =
          jar.getInputStream(jar.getEntry("network/azracode/sdk/cli/launch/Launcher.class"))
              .readAllBytes();
      assertThat(bytes[7]).as("class file version").isEqualTo((byte) 52);
    }
  }

  private Ended runAsOldJava(Map<String, String> environment) throws Exception {
    return run(
        environment,
        java(),
        "-Djava.specification.version=17",
        "-jar",
        JAR.toString(),
        "--version");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Ended run(Map<String, String> environment, String... command) throws Exception {
    var builder = new ProcessBuilder(Stream.of(List.of(command)).flatMap(List::stream).toList());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
