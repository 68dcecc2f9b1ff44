// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.UncheckedIOException;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Json;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * One line on standard error in place of a stack trace: what was expected and found, and a stable
 * code. With {@code --json} the line is an object {error: {code, message}}.
 */
final class Complaint implements IExecutionExceptionHandler {

  record Answer(Error error) {
    record Error(String code, String message) {}
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    String code = codeOf(failure);
    String message =
        Table.printable(String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    CommandLine root = command.getCommandSpec().root().commandLine();
    boolean json = Azra.outputOf(command.getCommandSpec()).json();
    root.getErr()
        .println(
            json
                ? Json.MAPPER.writeValueAsString(new Answer(new Answer.Error(code, message)))
                : "azra: " + message + " [" + code + "]");
    root.getErr().flush();
    return failure instanceof Unreadable ? ExitCode.UNREADABLE : ExitCode.FAILED;
  }

  private static String codeOf(Exception failure) {
    return switch (failure) {
      case AzraException known -> known.code();
      case UncheckedIOException io -> "io";
      default -> "internal." + failure.getClass().getSimpleName();
    };
  }
}
