// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.security.KeyPair;
import java.security.PublicKey;

/** A public key whose point is on no curve, and a private key that knows nothing of it. */
public record OffCurve(String algorithm, byte[] encoded) implements PublicKey {
  private static final long serialVersionUID = 1L;

  /** The pair with its public point moved off the curve. */
  public static KeyPair of(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    encoded[encoded.length - 1] ^= 1;
    return new KeyPair(new OffCurve(pair.getPublic().getAlgorithm(), encoded), pair.getPrivate());
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "X.509";
  }

  @Override
  public byte[] getEncoded() {
    return encoded.clone();
  }
}
