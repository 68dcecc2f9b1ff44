// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import org.bouncycastle.crypto.Digest;

/** Hashes of parts written one behind the other. */
final class Hashes {
  private Hashes() {}

  static byte[] of(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
