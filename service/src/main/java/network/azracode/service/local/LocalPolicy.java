// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import network.azracode.sdk.enclave.ClassPathMeasurement;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.enclave.EnclaveClassPath;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.Bytes32;

/**
 * The policy document for the enclave as it is built now: as this program runs it, and as the
 * command line of the same build does. The same build gives the same bytes.
 */
final class LocalPolicy {
  private static final int MAXIMUM_AGE_SECONDS = 600;

  private LocalPolicy() {}

  static byte[] yaml(DevelopmentTee tee) {
    String measurements =
        enclaves().stream()
            .map(classPath -> HexFormat.of().formatHex(ClassPathMeasurement.of(classPath)))
            .map("    - \"0x%s\"\n"::formatted)
            .collect(Collectors.joining());
    String programs =
        Programs.hashes().stream()
            .map(Bytes32::toString)
            .map(hash -> "  - \"" + hash + "\"\n")
            .collect(Collectors.joining());
    return """
    name: local development
    version: 1
    tees: [DEVELOPMENT]
    statuses: [UpToDate]
    anchors:
      development: "%s"
    measurements:
      mrtd:
    %sprograms:
    %smaximumAgeSeconds: %d
    debug: false
    """
        .formatted(
            Bytes32.of(sha256(tee.certificates().getLast())),
            measurements,
            programs,
            MAXIMUM_AGE_SECONDS)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The command line's one jar lies beside the library, once it has been packaged. */
  private static List<List<Path>> enclaves() {
    List<Path> here = EnclaveClassPath.entries();
    Path commandLine = here.getFirst().resolveSibling("azra.jar");
    return Files.exists(commandLine) ? List.of(here, List.of(commandLine)) : List.of(here);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256 in this JDK", e);
    }
  }
}
