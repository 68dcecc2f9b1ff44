// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import network.azracode.sdk.protocol.AzraException;

/** A whole file, of which no more than a limit is ever read. */
public final class InputFile {
  private InputFile() {}

  /**
   * @throws Unreadable {@code file.unreadable} or {@code file.length}
   */
  public static byte[] read(Path file, int maxLength) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxLength + 1);
      if (bytes.length > maxLength) {
        throw new Unreadable(
            "file.length", "%s: expected at most %d bytes, found more".formatted(file, maxLength));
      }
      return bytes;
    } catch (IOException e) {
      throw new Unreadable("file.unreadable", "expected a readable file, found none at " + file);
    }
  }

  /**
   * @throws Unreadable also when the bytes are not what {@code parser} expects
   */
  public static <T> T parse(Path file, int maxLength, Function<byte[], T> parser) {
    byte[] bytes = read(file, maxLength);
    try {
      return parser.apply(bytes);
    } catch (AzraException e) {
      throw new Unreadable(e);
    }
  }
}
