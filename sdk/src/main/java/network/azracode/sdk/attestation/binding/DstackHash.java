// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** Hashes among which an application of dstack chooses; its default is SHA-512. */
public enum DstackHash {
  SHA_256(SHA256Digest::new),
  SHA_384(SHA384Digest::new),
  SHA_512(SHA512Digest::new),
  SHA3_256(() -> new SHA3Digest(256)),
  SHA3_384(() -> new SHA3Digest(384)),
  SHA3_512(() -> new SHA3Digest(512)),
  KECCAK_256(() -> new KeccakDigest(256)),
  KECCAK_384(() -> new KeccakDigest(384)),
  KECCAK_512(() -> new KeccakDigest(512));

  private final Supplier<Digest> digest;

  DstackHash(Supplier<Digest> digest) {
    this.digest = digest;
  }

  byte[] of(byte[]... parts) {
    return Hashes.of(digest.get(), parts);
  }
}
