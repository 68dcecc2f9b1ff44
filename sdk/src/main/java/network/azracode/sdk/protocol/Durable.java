// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What it takes for files to outlive a power failure, beside forcing their own content. */
public final class Durable {
  private Durable() {}

  /** Forces the folder's list of names: a new or renamed file is lost without it. */
  public static void forceNames(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
