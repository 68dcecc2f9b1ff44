// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;

/** A result on its way to the client. */
public final class SealedResult {
  private static final int WORDS = 1;

  private SealedResult() {}

  /**
   * Seals a result to the client's key.
   *
   * @param resultKey the client's raw X25519 public key, from the envelope
   * @param resultSalt drawn in the enclave; goes to the client, so that it can check the commitment
   * @return {@code enc ‖ ciphertext}, padded to a size class
   */
  public static byte[] seal(
      Bytes32 resultKey, JobId id, Bytes32 resultSalt, byte[] result, SecureRandom random) {
    SizeClass.requireContent("result", result);
    byte[] plaintext = Padded.encode(result, resultSalt);
    try {
      return HpkeSuite.seal(resultKey, Direction.TO_CLIENT, id, plaintext, random);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /**
   * Opens a result with the client's key.
   *
   * @param privateKey the client's raw X25519 private key
   * @throws AzraException {@code result.unopenable} or {@code result.malformed}
   */
  public static OpenedResult open(byte[] privateKey, JobId id, byte[] sealed) {
    byte[] plaintext = HpkeSuite.open(privateKey, Direction.TO_CLIENT, id, sealed);
    try {
      byte[] result = Padded.content(plaintext, WORDS);
      if (result == null) {
        throw new AzraException(
            "result.malformed",
            "result of job %s: expected salt, length, result and zeroes up to the size class"
                .formatted(id));
      }
      return new OpenedResult(Padded.word(plaintext, 0), result);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }
}
