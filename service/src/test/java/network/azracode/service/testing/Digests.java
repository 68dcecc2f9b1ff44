// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import network.azracode.sdk.protocol.Bytes32;

/** SHA-256, which policies name development roots by. */
public final class Digests {
  private Digests() {}

  public static Bytes32 sha256(byte[] bytes) {
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
