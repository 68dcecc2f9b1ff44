// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The curves that vendors sign on, each with the one hash that goes with it. */
public enum EcCurve {
  /** ECDSA over SHA-256: Intel. */
  P256("secp256r1", 32),
  /** ECDSA over SHA-384: AMD reports, AWS Nitro. */
  P384("secp384r1", 48);

  private final int coordinateLength;
  private final X9ECParameters parameters;
  private final ECDomainParameters domain;

  EcCurve(String standardName, int coordinateLength) {
    this.coordinateLength = coordinateLength;
    this.parameters = CustomNamedCurves.getByName(standardName);
    this.domain = new ECDomainParameters(parameters);
  }

  /** Bytes of one coordinate, and of r or s. */
  public int coordinateLength() {
    return coordinateLength;
  }

  X9ECParameters parameters() {
    return parameters;
  }

  ECDomainParameters domain() {
    return domain;
  }

  byte[] hash(byte[] message) {
    Digest digest = this == P256 ? new SHA256Digest() : new SHA384Digest();
    digest.update(message, 0, message.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
