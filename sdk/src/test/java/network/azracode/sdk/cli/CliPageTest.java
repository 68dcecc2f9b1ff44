// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** L-22: docs/cli.md says what the commands say of themselves, and every example on it parses. */
class CliPageTest {
  private static final Path PAGE = Path.of("../docs/cli.md");
  private static final String BEGIN = "<!-- written by CliPageTest: -Dazra.docs=write -->\n";
  private static final String END = "<!-- end -->";
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^(?:\\./)?azra ([^\\n]*[^\\\\\\n])$");

  private static final Pattern VARIABLE = Pattern.compile("\\bAZRA_[A-Z0-9_]*[A-Z0-9]");

  static Stream<String> examples() throws IOException {
    String joined = Files.readString(PAGE).replaceAll("\\\\\\n\\s*", "");
    return EXAMPLE.matcher(joined).results().map(found -> found.group(1));
  }

  @Test
  void theReferenceIsWhatTheCommandsSay() throws IOException {
    String page = Files.readString(PAGE);
    String expected = BEGIN + CommandReference.markdown() + END;
    Matcher found =
        Pattern.compile(Pattern.quote(BEGIN) + ".*" + Pattern.quote(END), Pattern.DOTALL)
            .matcher(page);
    assertThat(found.find()).isTrue();
    if ("write".equals(System.getProperty("azra.docs"))) {
      Files.writeString(PAGE, found.replaceFirst(Matcher.quoteReplacement(expected)));
      return;
    }
    assertThat(found.group())
        .as("run this test with -Dazra.docs=write after a change of options")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleParses(String example) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    String[] words =
        Arrays.stream(example.replaceAll("\\s*[>|&#].*", "").split("\\s+")).toArray(String[]::new);
    ParseResult parsed = Azra.commandLine(nowhere, nowhere).parseArgs(words);
    assertThat(parsed.hasSubcommand() || parsed.isVersionHelpRequested()).isTrue();
  }

  @Test
  void everyCommandExplainsItselfAndItsExitCodes() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    assertHelpful(Azra.commandLine(nowhere, nowhere));
  }

  private static void assertHelpful(CommandLine command) {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
    assertThat(help).as(name).contains("--help", "Exit codes:");
    if (!name.endsWith("generate-completion")) {
      assertThat(help).as(name).contains("--json");
    }
    command.getSubcommands().values().forEach(CliPageTest::assertHelpful);
  }

  /** [L-22] */
  @Test
  void optionsThatMayBeLeftOutTogetherAreNotShownAsRequired() {
    assertThat(CommandReference.markdown().lines())
        .anyMatch(line ->
            line.startsWith("#### `azra node run ")
                && line.contains(" [--tls-certificates=FILE --tls-key=FILE]"))
        .anyMatch(line ->
            line.startsWith("#### `azra guardian stop (")
                && line.contains("--policy=POLICY | --attestor=ADDRESS"));
  }

  /** [L-35] */
  @Test
  void theVariablesOfThePageAreThoseThatAreRead() throws IOException {
    assertThat(variables(Files.readString(PAGE)))
        .containsExactlyInAnyOrderElementsOf(Variables.ALL);
    Set<String> read = new TreeSet<>(variables(Files.readString(Path.of("../azra"))));
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      for (Path source :
          sources
              .filter(Files::isRegularFile)
              .filter(file -> file.startsWith("src/main") || file.startsWith("src/launcher"))
              .toList()) {
        read.addAll(variables(Files.readString(source)));
      }
    }
    assertThat(read).isSubsetOf(Variables.ALL);
  }

  private static Set<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(MatchResult::group).collect(toSet());
  }

  @Test
  void theExitCodesOfThePageAreThoseOfTheProgram() throws Exception {
    String page = Files.readString(PAGE);
    for (Field code : ExitCode.class.getFields()) {
      assertThat(page).contains("| %d | ".formatted(code.getInt(null)));
    }
  }
}
