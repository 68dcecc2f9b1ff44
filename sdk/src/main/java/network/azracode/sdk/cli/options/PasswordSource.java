// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a password comes from: the first line of a file, else the person at the terminal. Never an
 * argument, never the environment.
 *
 * @param file asks when absent
 */
public record PasswordSource(@Nullable Path file) {
  private static final int MAX_FILE_BYTES = 1_024;

  /**
   * A fresh array, which the caller wipes.
   *
   * @throws AzraException {@code password.unreadable} or {@code password.missing}
   */
  public char[] ask(CommandSpec command, String question) {
    return file == null
        ? Azra.promptOf(command)
            .ask(question)
            .orElseThrow(() ->
                new AzraException(
                    "password.missing",
                    "expected a password file or a person at a terminal, found neither"))
        : firstLine(file);
  }

  /**
   * As {@link #ask}, of a person twice.
   *
   * @throws AzraException also {@code password.mismatch} or {@code password.empty}
   */
  public char[] askNew(CommandSpec command) {
    char[] password = ask(command, "New password");
    if (file == null) {
      char[] again = ask(command, "The same again");
      boolean equal = Arrays.equals(password, again);
      Arrays.fill(again, '\0');
      if (!equal) {
        Arrays.fill(password, '\0');
        throw new AzraException("password.mismatch", "expected the same twice, found two");
      }
    }
    if (password.length == 0) {
      throw new AzraException("password.empty", "password: expected at least one character");
    }
    return password;
  }

  private static char[] firstLine(Path passwordFile) {
    try {
      long bytes = Files.size(passwordFile);
      if (bytes > MAX_FILE_BYTES) {
        throw new AzraException(
            "password.unreadable",
            "%s: expected at most %d bytes, found %d"
                .formatted(passwordFile, MAX_FILE_BYTES, bytes));
      }
      return Files.readString(passwordFile).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw new AzraException(
          "password.unreadable",
          "%s: expected a readable file with text, found none".formatted(passwordFile),
          e);
    }
  }
}
