// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/**
 * A header's logs bloom (Yellow Paper, 4.3.1): 2048 bits, three of them set for each address and
 * topic in the block's logs. It may say "perhaps" of what is absent, never "no" of what is there.
 */
public final class Bloom {
  private static final int LENGTH = 256;
  private static final int BIT_MASK = LENGTH * Byte.SIZE - 1;

  private final byte[] bits;

  /**
   * @throws AzraException {@code bloom.length}
   */
  public Bloom(byte[] bits) {
    if (bits.length != LENGTH) {
      throw new AzraException(
          "bloom.length", "expected %d bytes, found %d".formatted(LENGTH, bits.length));
    }
    this.bits = bits.clone();
  }

  /** The three bits of an address or a topic, worked out once. */
  public record Trace(int first, int second, int third) {
    public static Trace of(byte[] item) {
      Bytes32 hash = Keccak.hash(item);
      byte[] bytes = hash.toByteArray();
      return new Trace(bit(bytes, 0), bit(bytes, 2), bit(bytes, 4));
    }

    private static int bit(byte[] hash, int at) {
      return (hash[at] & 0xff) << Byte.SIZE & BIT_MASK | hash[at + 1] & 0xff;
    }
  }

  public boolean mayHold(Trace trace) {
    return isSet(trace.first()) && isSet(trace.second()) && isSet(trace.third());
  }

  private boolean isSet(int bit) {
    return (bits[LENGTH - 1 - bit / Byte.SIZE] >> bit % Byte.SIZE & 1) == 1;
  }
}
