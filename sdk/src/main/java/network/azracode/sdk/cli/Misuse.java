// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Json;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Wrong options and arguments: what is wrong comes first, then the usage. A mistyped option is
 * named, with those that it resembles, where picocli would tell of the option that is missed for
 * it. With {@code --json} it is one line, an object {error: {code, message}}.
 */
final class Misuse implements IParameterExceptionHandler {
  private static final String CODE = "command.options";

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> unknown = unknownOptions(command);
    String message =
        unknown.isEmpty() ? String.valueOf(failure.getMessage()) : about(unknown, command);
    if (isForPrograms(command, arguments)) {
      var error = new Complaint.Answer.Error(CODE, Table.printable(message));
      err.println(Json.MAPPER.writeValueAsString(new Complaint.Answer(error)));
    } else {
      err.println(command.getColorScheme().errorText(message));
      if (!unknown.isEmpty()) {
        err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
      } else if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
        command.usage(err, command.getColorScheme());
      }
    }
    err.flush();
    return ExitCode.USAGE;
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
