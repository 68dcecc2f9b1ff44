// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import network.azracode.sdk.enclave.ClassPathMeasurement;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.enclave.EnclaveClassPath;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.Bytes32;

/** The policy document for the enclave as it is built now; the same build gives the same bytes. */
final class LocalPolicy {
  private static final int MAXIMUM_AGE_SECONDS = 600;

  private LocalPolicy() {}

  static byte[] yaml(DevelopmentTee tee) {
    byte[] measurement = ClassPathMeasurement.of(EnclaveClassPath.entries());
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
        - "0x%s"
    programs:
    %smaximumAgeSeconds: %d
    debug: false
    """
        .formatted(
            Bytes32.of(sha256(tee.certificates().getLast())),
            HexFormat.of().formatHex(measurement),
            programs,
            MAXIMUM_AGE_SECONDS)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected SHA-256 in this JDK", e);
    }
  }
}
