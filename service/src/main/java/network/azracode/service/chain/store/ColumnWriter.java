// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.math.BigInteger;
import java.util.Arrays;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.spi.EventMalformed;
import network.azracode.service.chain.spi.WordType;
import network.azracode.service.chain.spi.WordType.AddressWord;
import network.azracode.service.chain.spi.WordType.BytesWord;
import network.azracode.service.chain.spi.WordType.UnsignedWord;

/** Writes one word of an event into one column; chosen once per column, not per row. */
@FunctionalInterface
interface ColumnWriter {
  /**
   * @param words of which the one at {@code from} is meant
   * @throws EventMalformed if a bit outside of the word's type or of the column is set
   */
  void write(byte[] words, int from, BinaryCopy copy) throws EventMalformed;

  /**
   * @param column PostgreSQL's name of the column's base type
   */
  static ColumnWriter of(WordType word, String column) {
    return switch (word) {
      case AddressWord address when column.equals("bytea") -> right(Address.LENGTH);
      case BytesWord bytes when column.equals("bytea") -> right(Bytes32.LENGTH);
      case UnsignedWord mask when column.equals("bytea") && mask.bits() == 256 ->
          right(Bytes32.LENGTH);
      case UnsignedWord(int bits) when bits < 256 -> number(bits, column);
      default -> throw new IllegalArgumentException("no %s fits into %s".formatted(word, column));
    };
  }

  private static ColumnWriter right(int length) {
    int zeros = Bytes32.LENGTH - length;
    return (words, from, copy) -> {
      requireZeros(words, from, zeros);
      copy.bytea(words, from + zeros, length);
    };
  }

  private static ColumnWriter number(int bits, String column) {
    int zeros = Bytes32.LENGTH - bits / Byte.SIZE;
    return switch (column) {
      case "int2" -> (words, from, copy) -> copy.smallint((int) small(words, from, zeros, 15));
      case "int4" -> (words, from, copy) -> copy.integer((int) small(words, from, zeros, 31));
      case "int8" -> (words, from, copy) -> copy.bigint(small(words, from, zeros, 63));
      case "numeric" -> numeric(zeros);
      default -> throw new IllegalArgumentException("no number fits into " + column);
    };
  }

  private static ColumnWriter numeric(int zeros) {
    return (words, from, copy) -> {
      requireZeros(words, from, zeros);
      if (isZero(words, from, Bytes32.LENGTH - Long.BYTES)) {
        long low = low(words, from);
        if (low >= 0 && low < 10_000_000_000_000_000L) {
          copy.numeric(low);
          return;
        }
      }
      copy.numeric(new BigInteger(1, Arrays.copyOfRange(words, from, from + Bytes32.LENGTH)));
    };
  }

  /** A number that the column holds: no contract of ours ever tells a greater one. */
  private static long small(byte[] words, int from, int zeros, int bits) throws EventMalformed {
    requireZeros(words, from, Math.max(zeros, Bytes32.LENGTH - Long.BYTES));
    long value = low(words, from);
    if (value >>> bits != 0) {
      throw new EventMalformed("expected a number of %d bits, found a greater one".formatted(bits));
    }
    return value;
  }

  private static long low(byte[] words, int from) {
    long value = 0;
    for (int i = from + Bytes32.LENGTH - Long.BYTES; i < from + Bytes32.LENGTH; i++) {
      value = value << Byte.SIZE | words[i] & 0xff;
    }
    return value;
  }

  private static void requireZeros(byte[] words, int from, int zeros) throws EventMalformed {
    if (!isZero(words, from, zeros)) {
      throw new EventMalformed("expected %d zero bytes on the left, found others".formatted(zeros));
    }
  }

  private static boolean isZero(byte[] words, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (words[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
