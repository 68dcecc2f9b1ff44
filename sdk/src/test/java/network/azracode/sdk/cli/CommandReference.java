// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The part of docs/cli.md that the commands themselves write. */
final class CommandReference {
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--json", "--home");

  private CommandReference() {}

  /** Markdown: a section for each command, in the order of {@code azra --help}. */
  static String markdown() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return commands(Azra.commandLine(nowhere, nowhere).getCommandSpec())
        .map(CommandReference::section)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<CommandSpec> commands(CommandSpec parent) {
    return parent.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .flatMap(child -> child.subcommands().isEmpty() ? Stream.of(child) : commands(child));
  }

  private static String section(CommandSpec command) {
    return "#### `%s`\n\n%s\n\n%s"
        .formatted(
            command.qualifiedName() + synopsis(command),
            plain(command.usageMessage().description()),
            table(command));
  }

  private static String synopsis(CommandSpec command) {
    String required =
        command.options().stream()
            .filter(OptionSpec::required)
            .filter(option -> option.group() == null)
            .map(option -> " " + option.longestName() + "=" + option.paramLabel())
            .collect(Collectors.joining());
    // in brackets what may be left out together, whatever of it is required otherwise
    String groups =
        command.argGroups().stream()
            .map(group -> " " + Ansi.OFF.string(group.synopsis()))
            .collect(Collectors.joining());
    String parameters =
        command.positionalParameters().stream()
            .map(parameter ->
                parameter.arity().min() == 0
                    ? " [" + parameter.paramLabel() + "]"
                    : " " + parameter.paramLabel())
            .collect(Collectors.joining());
    return required + groups + parameters;
  }

  private static String table(CommandSpec command) {
    List<String> rows =
        Stream.concat(
                command.positionalParameters().stream().map(CommandReference::row),
                command.options().stream()
                    .filter(option -> !EVERYWHERE.contains(option.longestName()))
                    .filter(option -> !option.hidden())
                    .map(CommandReference::row))
            .toList();
    return rows.isEmpty() ? "" : "| | |\n|---|---|\n" + String.join("", rows);
  }

  private static String row(ArgSpec argument) {
    String name =
        switch (argument) {
          case OptionSpec option ->
              String.join(", ", option.names())
                  + (option.arity().max() == 0 ? "" : "=" + option.paramLabel());
          case PositionalParamSpec parameter -> parameter.paramLabel();
          default -> throw new IllegalStateException("expected an option or a parameter");
        };
    return "| `%s` | %s |\n"
        .formatted(name.replace("|", "\\|"), plain(argument.renderedDescription()));
  }

  private static String plain(String[] lines) {
    return Stream.of(lines)
        .map(line -> Ansi.OFF.string(line).replace("<", "&lt;"))
        .collect(Collectors.joining(" "));
  }
}
