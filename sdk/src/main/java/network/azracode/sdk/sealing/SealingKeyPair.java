// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 key pair. Its private half stands in one array, which {@link #wipe()} zeroes. */
public final class SealingKeyPair {
  private final byte[] privateKey;
  private final Bytes32 publicKey;

  private SealingKeyPair(byte[] privateKey) {
    this.privateKey = privateKey;
    byte[] derived = new byte[X25519.POINT_SIZE];
    X25519.scalarMultBase(privateKey, 0, derived, 0);
    this.publicKey = Bytes32.of(derived);
  }

  public static SealingKeyPair random(SecureRandom random) {
    byte[] privateKey = new byte[X25519.SCALAR_SIZE];
    random.nextBytes(privateKey);
    return new SealingKeyPair(privateKey);
  }

  /**
   * The pair of a known private key.
   *
   * @param privateKey 32 bytes, which are copied
   */
  public static SealingKeyPair ofPrivateKey(byte[] privateKey) {
    if (privateKey.length != X25519.SCALAR_SIZE) {
      throw new AzraException(
          "bytes.length", "private key: expected 32 bytes, found " + privateKey.length);
    }
    return new SealingKeyPair(privateKey.clone());
  }

  /** The raw public key, as bindings, verdicts and job specifications carry it. */
  public Bytes32 publicKey() {
    return publicKey;
  }

  /** A copy of the raw private key; whoever asks for one zeroes it. */
  public byte[] privateKey() {
    return privateKey.clone();
  }

  public void wipe() {
    Arrays.fill(privateKey, (byte) 0);
  }

  @Override
  public String toString() {
    return "SealingKeyPair[" + publicKey + "]";
  }
}
