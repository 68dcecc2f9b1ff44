// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.Arrays;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Receipt;

/**
 * A receipt as its block's receipts root commits to it: EIP-2718, and before it the Yellow Paper,
 * 4.3.1 and appendix B. Lengths are known before anything is written, so each byte is copied once:
 * a dense block has ten thousand logs.
 */
final class ReceiptRlp {
  private static final int LAST_KNOWN_TYPE = 4;
  private static final int SHORT = 55;
  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;
  private static final int BLOOM = 256;

  private final byte[] bytes;
  private int written;

  private ReceiptRlp(int length) {
    this.bytes = new byte[length];
  }

  /**
   * @throws RangeRefused if the receipt is of a type that is not known
   */
  static byte[] encode(Receipt receipt) {
    if (receipt.type() > LAST_KNOWN_TYPE) {
      throw new RangeRefused("type of a receipt", "at most " + LAST_KNOWN_TYPE, receipt.type());
    }
    byte[] gas = minimal(receipt.gasUsed().toByteArray());
    int logs = 0;
    for (ChainLog log : receipt.logs()) {
      logs += withHeader(fields(log));
    }
    int fields = string(receipt.outcome()) + string(gas) + withHeader(BLOOM) + withHeader(logs);
    int typed = receipt.type() == 0 ? 0 : 1;
    ReceiptRlp rlp = new ReceiptRlp(typed + withHeader(fields));
    if (typed == 1) {
      rlp.bytes[rlp.written++] = (byte) receipt.type();
    }
    rlp.header(LIST, fields);
    rlp.put(receipt.outcome());
    rlp.put(gas);
    rlp.put(receipt.bloom().toByteArray());
    rlp.header(LIST, logs);
    receipt.logs().forEach(rlp::put);
    return rlp.bytes;
  }

  private void put(ChainLog log) {
    header(LIST, fields(log));
    put(log.contract().toByteArray());
    header(LIST, topics(log));
    for (Bytes32 topic : log.topics()) {
      put(topic.toByteArray());
    }
    put(log.data());
  }

  private static int fields(ChainLog log) {
    return withHeader(Address.LENGTH) + withHeader(topics(log)) + string(log.data());
  }

  private static int topics(ChainLog log) {
    return log.topics().size() * withHeader(Bytes32.LENGTH);
  }

  private void put(byte[] string) {
    if (!isItsOwn(string)) {
      header(STRING, string.length);
    }
    System.arraycopy(string, 0, bytes, written, string.length);
    written += string.length;
  }

  private void header(int kind, int length) {
    if (length <= SHORT) {
      bytes[written++] = (byte) (kind + length);
      return;
    }
    int size = sizeOf(length);
    bytes[written++] = (byte) (kind + SHORT + size);
    for (int i = size - 1; i >= 0; i--) {
      bytes[written++] = (byte) (length >>> i * Byte.SIZE);
    }
  }

  private static int string(byte[] string) {
    return isItsOwn(string) ? 1 : withHeader(string.length);
  }

  private static boolean isItsOwn(byte[] string) {
    return string.length == 1 && string[0] >= 0;
  }

  private static int withHeader(int length) {
    return length <= SHORT ? 1 + length : 1 + sizeOf(length) + length;
  }

  private static int sizeOf(int length) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** A number without zeros on the left; zero is nothing. */
  private static byte[] minimal(byte[] number) {
    int zeros = 0;
    while (zeros < number.length && number[zeros] == 0) {
      zeros++;
    }
    return Arrays.copyOfRange(number, zeros, number.length);
  }
}
