// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/** Names the compiled code that a target runs. */
final class CodeDigest {
  private CodeDigest() {}

  static Bytes32 of(Target target) throws IOException {
    Path root = root(Octets.class).resolve("network/azracode/sdk");
    Bytes32 digest = Keccak.hash(entry(target));
    for (String folder : target.codeFolders()) {
      for (Path file : files(root.resolve(folder))) {
        digest = Keccak.hash(digest.toByteArray(), Files.readAllBytes(file));
      }
    }
    return digest;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] entry(Target target) throws IOException {
    String name = target.fuzzer().getName().replace('.', '/') + ".class";
    return Files.readAllBytes(root(target.fuzzer()).resolve(name));
  }

  private static Path root(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
