// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * Hashes a hash of a hash. Input: number of rounds as a big-endian uint32, then the seed. Output:
 * 32 bytes, the seed's SHA-256 hashed {@code rounds} more times.
 */
record Sha256Chain() implements Program {
  private static final long STEPS_PER_BLOCK = 500;
  private static final int BLOCK_BYTES = 64;
  private static final int HASH_BYTES = 32;

  @Override
  public String name() {
    return "azra/sha256-chain/1";
  }

  @Override
  public byte[] run(byte[] input, Meter meter) {
    if (input.length < Integer.BYTES) {
      throw new ProgramFailure("expected four bytes with the number of rounds before the seed");
    }
    long rounds = Integer.toUnsignedLong(ByteBuffer.wrap(input).getInt());
    int seedBytes = input.length - Integer.BYTES;
    byte[] hash = new byte[HASH_BYTES];
    var digest = new SHA256Digest();
    try {
      meter.charge((seedBytes / BLOCK_BYTES + 1) * STEPS_PER_BLOCK);
      digest.update(input, Integer.BYTES, seedBytes);
      digest.doFinal(hash, 0);
      for (long round = 0; round < rounds; round++) {
        meter.charge(STEPS_PER_BLOCK);
        digest.update(hash, 0, hash.length);
        digest.doFinal(hash, 0);
      }
      return hash;
    } catch (MeterExhausted e) {
      Arrays.fill(hash, (byte) 0);
      throw e;
    } finally {
      digest.reset();
    }
  }
}
