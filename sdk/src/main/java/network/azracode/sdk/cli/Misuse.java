// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Wrong options and arguments, in one line like every {@link Complaint}. A mistyped option is
 * named, with those that it resembles, where picocli would tell of the option that is missed for
 * it; so is a file of options that is not there. With {@code --json} it is an object {error: {code,
 * message}}.
 */
final class Misuse implements IParameterExceptionHandler {
  private static final String CODE = "command.options";

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    boolean json = isForPrograms(command, arguments);
    String message = about(failure, command, arguments);
    String help = "; see '%s --help'".formatted(command.getCommandSpec().qualifiedName());
    Complaint.tell(command.getErr(), json, CODE, json ? message : message + help);
    return ExitCode.USAGE;
  }

  private static String about(
      ParameterException failure, CommandLine command, String... arguments) {
    Optional<String> missing =
        Stream.of(arguments)
            .filter(argument -> argument.startsWith("@") && !argument.startsWith("@@"))
            .map(argument -> argument.substring(1))
            .filter(file -> !Files.isReadable(Path.of(file)))
            .findFirst();
    if (missing.isPresent()) {
      return "expected a file of options, found none at " + missing.get();
    }
    List<String> unknown = unknownOptions(command);
    return unknown.isEmpty() ? inOurWords(failure) : about(unknown, command);
  }

  /** Without the names of Java's types and exceptions. */
  private static String inOurWords(ParameterException failure) {
    return String.valueOf(failure.getMessage())
        .replaceAll("(?s) \\(java\\..*\\)$", "")
        .replaceAll("is not an? (long|int)$", "is no whole number");
  }

  /** Names alone: what was given to an option may be nobody's business. */
  private static List<String> unknownOptions(CommandLine command) {
    return command.getUnmatchedArguments().stream()
        .filter(argument -> argument.startsWith("-"))
        .map(argument -> argument.split("=", 2)[0])
        .toList();
  }

  private static String about(List<String> unknown, CommandLine command) {
    String names = unknown.stream().collect(Collectors.joining("', '", "'", "'"));
    List<String> similar = new UnmatchedArgumentException(command, unknown).getSuggestions();
    return (unknown.size() == 1 ? "Unknown option: " : "Unknown options: ")
        + names
        + (similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", similar) + "?");
  }

  /** What is wrong may stand before that option. */
  private static boolean isForPrograms(CommandLine command, String[] arguments) {
    return Azra.outputOf(command.getCommandSpec()).json() || List.of(arguments).contains("--json");
  }
}
