// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import network.azracode.sdk.protocol.Bytes32;

/**
 * The public key at the end of every chain, whoever renews the certificate around it.
 *
 * @param keyDigest SHA-256 of the key's SubjectPublicKeyInfo (DER)
 */
public record RootPin(Bytes32 keyDigest) {

  public static RootPin of(String keyDigest) {
    return new RootPin(Bytes32.of(keyDigest));
  }

  public static RootPin of(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new RootPin(Bytes32.of(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
