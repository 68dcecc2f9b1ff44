// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Durable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where result and receipt go. */
final class ResultOptions {
  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the result there (default: standard output; in hex unless it is text).")
  private @Nullable Path output;

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "Write the receipt there too; one is always kept in ~/.azra/jobs.")
  private @Nullable Path receipt;

  boolean toFile() {
    return output != null;
  }

  void writeResult(byte[] content) {
    write(output, content);
  }

  void writeReceipt(byte[] content) {
    write(receipt, content);
  }

  private static void write(@Nullable Path file, byte[] content) {
    if (file == null) {
      return;
    }
    try {
      Durable.replace(file, content);
    } catch (IOException e) {
      throw new AzraException("file.unwritable", file + ": expected to be able to write", e);
    }
  }
}
