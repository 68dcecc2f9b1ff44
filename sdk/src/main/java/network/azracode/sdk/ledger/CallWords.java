// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;

/** Calldata behind the selector, word by word. */
final class CallWords {
  private static final int SELECTOR = 4;
  private static final int WORD = 32;

  private final byte[] data;

  CallWords(byte[] data) {
    this.data = data;
  }

  boolean calls(String function) {
    byte[] selector =
        Arrays.copyOf(
            Keccak.hash(function.getBytes(StandardCharsets.US_ASCII)).toByteArray(), SELECTOR);
    return data.length > SELECTOR && Arrays.equals(Arrays.copyOf(data, SELECTOR), selector);
  }

  /** How many rows follow, if there is nothing else: the array right behind the head. */
  int rows(int offsetWord, int firstRow, int rowWords) {
    int count = (data.length - SELECTOR) / WORD;
    if ((data.length - SELECTOR) % WORD != 0 || count < firstRow) {
      return 0;
    }
    int rows = (count - firstRow) / rowWords;
    boolean asWritten =
        integer(offsetWord).equals(BigInteger.valueOf((long) (firstRow - 1) * WORD))
            && integer(firstRow - 1).equals(BigInteger.valueOf(rows))
            && firstRow + rows * rowWords == count;
    return asWritten ? rows : 0;
  }

  Bytes32 word(int index) {
    int from = SELECTOR + index * WORD;
    return Bytes32.of(Arrays.copyOfRange(data, from, from + WORD));
  }

  BigInteger integer(int index) {
    return word(index).toUnsigned();
  }

  long number(int index) {
    return integer(index).longValue();
  }

  Address address(int index) {
    byte[] word = word(index).toByteArray();
    return Address.of(Arrays.copyOfRange(word, WORD - Address.LENGTH, WORD));
  }

  CompactSignature signature(int index) {
    return new CompactSignature(word(index), word(index + 1));
  }
}
