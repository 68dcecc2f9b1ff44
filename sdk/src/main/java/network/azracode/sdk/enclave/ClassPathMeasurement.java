// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands in for a measurement by hardware: the SHA-384 of all code on a class path, in order. Where
 * the entries lie does not matter, what they hold does.
 */
public final class ClassPathMeasurement {
  private ClassPathMeasurement() {}

  /** 48 bytes, the width of a TDX measurement register. */
  public static byte[] of(List<Path> classPath) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-384");
      for (Path entry : classPath) {
        if (Files.isDirectory(entry)) {
          addFolder(digest, entry);
        } else {
          addFile(digest, "", entry);
        }
      }
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException("expected readable code on the class path", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-384 in this JDK", e);
    }
  }

  static byte[] ofThisProcess() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return of(Stream.of(entries).map(Path::of).toList());
  }

  private static void addFolder(MessageDigest digest, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        addFile(digest, folder.relativize(file).toString(), file);
      }
    }
  }

  /** Name and content, each behind its length, so that no two class paths read the same. */
  private static void addFile(MessageDigest digest, String name, Path file) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] content = Files.readAllBytes(file);
    digest.update(ByteBuffer.allocate(8).putInt(nameBytes.length).putInt(content.length).array());
    digest.update(nameBytes);
    digest.update(content);
  }
}
