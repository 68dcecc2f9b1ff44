// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner reads: made with mode 0600, never opened and then narrowed. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Creates the file and forces it, and its name, to disk.
   *
   * @throws java.nio.file.FileAlreadyExistsException rather than replace anything
   */
  public static void create(Path file, byte[] content) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(file, options, mode)) {
      Durable.writeForced(channel, content);
    }
    Durable.forceNames(Durable.folderOf(file));
  }
}
