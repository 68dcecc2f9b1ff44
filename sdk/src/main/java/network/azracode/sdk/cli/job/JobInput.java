// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.cli.Unreadable;
import network.azracode.sdk.sealing.SizeClass;
import picocli.CommandLine.Parameters;

/** The paper that goes into the envelope. */
final class JobInput {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Parameters(
      paramLabel = "FILE",
      description = "Input of the program, at most 1 MiB; - reads standard input.")
  @SuppressWarnings("NullAway.Init") // required
  private Path file;

  /**
   * A fresh array, which the caller wipes.
   *
   * @throws Unreadable {@code file.unreadable} or {@code file.length}
   */
  byte[] read() {
    return file.equals(STANDARD_INPUT)
        ? standardInput()
        : InputFile.read(file, SizeClass.MAX_CONTENT_BYTES);
  }

  private static byte[] standardInput() {
    try {
      byte[] bytes = System.in.readNBytes(SizeClass.MAX_CONTENT_BYTES + 1);
      if (bytes.length > SizeClass.MAX_CONTENT_BYTES) {
        throw new Unreadable(
            "file.length",
            "standard input: expected at most %d bytes, found more"
                .formatted(SizeClass.MAX_CONTENT_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new Unreadable("file.unreadable", "expected a readable standard input");
    }
  }
}
