// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.BitSet;
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

  private final BitSet bits;

  private Bloom(BitSet bits) {
    this.bits = bits;
  }

  /**
   * @throws AzraException {@code bloom.length}
   */
  public Bloom(byte[] bytes) {
    this(bits(bytes));
  }

  /** That of a block whose logs have these addresses and topics. */
  public static Bloom of(Iterable<Trace> traces) {
    BitSet bits = new BitSet(LENGTH * Byte.SIZE);
    for (Trace trace : traces) {
      bits.set(trace.first());
      bits.set(trace.second());
      bits.set(trace.third());
    }
    return new Bloom(bits);
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
    return bits.get(trace.first()) && bits.get(trace.second()) && bits.get(trace.third());
  }

  /** Whether it may hold everything that the other one holds. */
  public boolean mayHoldAll(Bloom other) {
    BitSet missing = (BitSet) other.bits.clone();
    missing.andNot(bits);
    return missing.isEmpty();
  }

  /** Whether it is so full that it says "perhaps" of almost anything. */
  public boolean isCrowded() {
    return bits.cardinality() > LENGTH * Byte.SIZE / 2;
  }

  /** Big-endian, as in a header: the first byte holds the highest bits. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[LENGTH];
    bits.stream()
        .forEach(bit -> bytes[LENGTH - 1 - bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE));
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bloom bloom && bits.equals(bloom.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  private static BitSet bits(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new AzraException(
          "bloom.length", "expected %d bytes, found %d".formatted(LENGTH, bytes.length));
    }
    byte[] littleEndian = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      littleEndian[i] = bytes[LENGTH - 1 - i];
    }
    return BitSet.valueOf(littleEndian);
  }
}
