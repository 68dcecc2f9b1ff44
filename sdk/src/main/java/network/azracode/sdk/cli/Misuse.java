// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Json;
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
    PrintWriter err = command.getErr();
    String message = Table.printable(about(failure, command, arguments));
    if (isForPrograms(command, arguments)) {
      var error = new Complaint.Answer.Error(CODE, message);
      err.println(Json.MAPPER.writeValueAsString(new Complaint.Answer(error)));
    } else {
      err.printf(
          "azra: %s; see '%s --help' [%s]%n",
          message, command.getCommandSpec().qualifiedName(), CODE);
    }
    err.flush();
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
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll(" \\(java\\..*\\)$", "")
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
