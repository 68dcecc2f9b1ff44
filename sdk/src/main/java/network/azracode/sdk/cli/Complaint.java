// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
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
    tell(
        command.getCommandSpec().root().commandLine().getErr(),
        Azra.outputOf(command.getCommandSpec()).json(),
        codeOf(failure),
        String.valueOf(failure.getMessage()));
    return failure instanceof Unreadable ? ExitCode.UNREADABLE : ExitCode.FAILED;
  }

  /**
   * In one line.
   *
   * @param json as an object {error: {code, message}}, for programs
   */
  static void tell(PrintWriter err, boolean json, String code, String message) {
    String said = Table.printable(message.replaceAll("\\s*\\R\\s*", " "));
    err.println(
        json
            ? Json.MAPPER.writeValueAsString(new Answer(new Answer.Error(code, said)))
            : "azra: " + said + " [" + code + "]");
    err.flush();
  }

  private static String codeOf(Exception failure) {
    return switch (failure) {
      case AzraException known -> known.code();
      case UncheckedIOException io -> "io";
      default -> "internal." + failure.getClass().getSimpleName();
    };
  }
}
