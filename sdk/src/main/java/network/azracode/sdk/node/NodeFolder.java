// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;

/**
 * All that a node keeps: receipts, certificate, the journal of what its hot key sent. One process
 * at a time; the system frees the lock of one that is killed.
 */
public final class NodeFolder implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Path root;
  private final FileChannel lock;

  private NodeFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the folder, made if it is missing and closed to other users then.
   *
   * @param patience how long another process may take to end
   * @throws AzraException {@code node.running} if one still holds it then; {@code node.folder}
   */
  public static NodeFolder take(Path root, Duration patience) throws InterruptedException {
    try {
      if (Files.notExists(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel, patience)) {
        return new NodeFolder(root, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new AzraException("node.folder", "expected a folder to write to, found " + e, e);
    }
    throw new AzraException(
        "node.running", "%s: expected no node that runs on it, found one".formatted(root));
  }

  private static boolean isTaken(FileChannel channel, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!tryLock(channel)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /** Finished jobs. */
  public Path jobs() {
    return root.resolve("jobs");
  }

  /** What the hot key has sent. */
  public Path journal() {
    return root.resolve("journal");
  }

  /** Of a certificate that the node made for itself. */
  public Path tls() {
    return root;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new AzraException("node.folder", "expected to free the lock, found " + e, e);
    }
  }
}
