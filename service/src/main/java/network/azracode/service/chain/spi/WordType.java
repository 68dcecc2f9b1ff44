// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;

/** A Solidity type that fills one word; our events have no others. */
public sealed interface WordType {

  /** As in a canonical signature. */
  String canonical();

  /**
   * @return {@link Address}, {@link Bytes32} or {@link BigInteger}
   * @throws EventMalformed if a bit outside of the type is set
   */
  Object decode(Bytes32 word) throws EventMalformed;

  static WordType of(String type) {
    return switch (type) {
      case "address" -> new AddressWord();
      case "bytes32" -> new BytesWord();
      case String unsigned when unsigned.matches("uint\\d{1,3}") ->
          new UnsignedWord(Integer.parseInt(unsigned.substring("uint".length())));
      default ->
          throw new IllegalArgumentException("expected address, bytes32 or uintN, found " + type);
    };
  }

  /** Twenty bytes, right-aligned. */
  record AddressWord() implements WordType {
    @Override
    public String canonical() {
      return "address";
    }

    @Override
    public Address decode(Bytes32 word) throws EventMalformed {
      new UnsignedWord(Address.LENGTH * Byte.SIZE).decode(word);
      byte[] bytes = word.toByteArray();
      byte[] address = new byte[Address.LENGTH];
      System.arraycopy(bytes, Bytes32.LENGTH - Address.LENGTH, address, 0, Address.LENGTH);
      return Address.of(address);
    }
  }

  /** Thirty-two bytes. */
  record BytesWord() implements WordType {
    @Override
    public String canonical() {
      return "bytes32";
    }

    @Override
    public Bytes32 decode(Bytes32 word) {
      return word;
    }
  }

  /** A number of so many bits; those of 256 bits are bit masks and are kept as a word. */
  record UnsignedWord(int bits) implements WordType {
    public UnsignedWord {
      if (bits < 8 || bits > 256 || bits % 8 != 0) {
        throw new IllegalArgumentException("expected 8 to 256 bits in eights, found " + bits);
      }
    }

    @Override
    public String canonical() {
      return "uint" + bits;
    }

    @Override
    public BigInteger decode(Bytes32 word) throws EventMalformed {
      BigInteger value = word.toUnsigned();
      if (value.bitLength() > bits) {
        throw new EventMalformed(
            "expected a %s of %d bits, found one of %d"
                .formatted(canonical(), bits, value.bitLength()));
      }
      return value;
    }
  }
}
