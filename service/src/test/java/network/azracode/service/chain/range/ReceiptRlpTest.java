// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Receipt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Our encoder beside web3j's, over every size at which a length is written otherwise. */
class ReceiptRlpTest {
  private static final int[] SIZES = {0, 1, 2, 31, 32, 54, 55, 56, 57, 255, 256, 257, 70_000};

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  @DisplayName("H-18 a receipt is encoded as the receipts root commits to it, whatever its sizes")
  void aReceiptIsEncodedAsAnotherEncoderDoes() {
    for (int size : SIZES) {
      for (int logs = 0; logs < 3; logs++) {
        Receipt receipt = receipt(size, logs);
        assertThat(ReceiptRlp.encode(receipt))
            .as("seed %d, data of %d bytes, %d logs", seed, size, logs)
            .isEqualTo(encodedByWeb3j(receipt));
      }
    }
  }

  private Receipt receipt(int dataBytes, int logs) {
    List<ChainLog> all = new ArrayList<>();
    for (int i = 0; i < logs; i++) {
      List<Bytes32> topics = new ArrayList<>();
      for (int topic = random.nextInt(5); topic > 0; topic--) {
        topics.add(Bytes32.of(bytes(Bytes32.LENGTH)));
      }
      var block = new BlockReference(1, Bytes32.ZERO);
      Address contract = Address.of(bytes(Address.LENGTH));
      all.add(new ChainLog(contract, topics, bytes(dataBytes), block, Bytes32.ZERO, i, false));
    }
    byte[] outcome = List.of(new byte[0], new byte[] {1}, bytes(32)).get(random.nextInt(3));
    BigInteger gas = BigInteger.valueOf(random.nextLong() >>> 1 + random.nextInt(63));
    return new Receipt(random.nextInt(5), outcome, gas, Blocks.bloom(all), all);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] encodedByWeb3j(Receipt receipt) {
    List<RlpType> logs = new ArrayList<>();
    for (ChainLog log : receipt.logs()) {
      List<RlpType> topics = new ArrayList<>();
      log.topics().forEach(topic -> topics.add(RlpString.create(topic.toByteArray())));
      logs.add(
          new RlpList(
              RlpString.create(log.contract().toByteArray()),
              new RlpList(topics),
              RlpString.create(log.data())));
    }
    byte[] fields =
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(receipt.outcome()),
                RlpString.create(receipt.gasUsed()),
                RlpString.create(receipt.bloom().toByteArray()),
                new RlpList(logs)));
    if (receipt.type() == 0) {
      return fields;
    }
    byte[] typed = new byte[fields.length + 1];
    typed[0] = (byte) receipt.type();
    System.arraycopy(fields, 0, typed, 1, fields.length);
    return typed;
  }
}
