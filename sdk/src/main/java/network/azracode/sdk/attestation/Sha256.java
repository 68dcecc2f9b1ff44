// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.azracode.sdk.protocol.Bytes32;

/** SHA-256, which Intel's structures hash with. */
final class Sha256 {
  private Sha256() {}

  static Bytes32 hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Bytes32.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
