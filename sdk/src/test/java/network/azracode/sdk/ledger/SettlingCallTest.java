// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Keccak;
import org.junit.jupiter.api.Test;

/** E-92: calldata of strangers is read as a settlement only where it is one, word for word. */
class SettlingCallTest {
  private static final Domain SETTLEMENT = Domain.settlement(31337, Address.ZERO);
  private static final int HEAD = 4 + 4 * 32;
  private static final int ROW = 13 * 32;

  @Test
  void oneRowIsReadAsItStands() {
    byte[] call = call(1);
    call[HEAD + 8 * 32 + 31] = 7;
    var read = SettlingCall.read(call, SETTLEMENT).orElseThrow();
    SignedReceipt signed = read.signed(0);
    assertThat(signed.receipt().computeUnits()).isEqualTo(7);
    assertThat(signed.receipt().jobId())
        .isEqualTo(((SettlingCall.OfJobs) read).terms().getFirst().id(SETTLEMENT));
    assertThat(signed.batch().receiptHashes()).containsExactly(signed.receipt().structHash());
  }

  @Test
  void whatIsCutOffHasMoreOrLiesElsewhereIsNone() {
    byte[] call = call(2);
    assertThat(SettlingCall.read(call, SETTLEMENT)).isPresent();
    for (int length = 0; length < call.length; length += 31) {
      assertThat(SettlingCall.read(Arrays.copyOf(call, length), SETTLEMENT)).isEmpty();
    }
    assertThat(SettlingCall.read(Arrays.copyOf(call, call.length + 32), SETTLEMENT)).isEmpty();
    byte[] moved = call.clone();
    moved[4 + 31] += 32;
    assertThat(SettlingCall.read(moved, SETTLEMENT)).isEmpty();
    byte[] more = call.clone();
    more[HEAD - 1] = 3;
    assertThat(SettlingCall.read(more, SETTLEMENT)).isEmpty();
    byte[] other = call.clone();
    other[0] ^= 1;
    assertThat(SettlingCall.read(other, SETTLEMENT)).isEmpty();
  }

  @Test
  void noiseBehindTheRightSelectorThrowsNothing() {
    Random random = new Random(17);
    for (int i = 0; i < 200; i++) {
      byte[] call = call(1 + i % 3);
      byte[] noise = new byte[call.length - HEAD];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, call, HEAD, noise.length);
      assertThat(SettlingCall.read(call, SETTLEMENT)).isEmpty();
    }
  }

  /** Rows of zeroes: {@code settle}, offset, signature, length, rows. */
  private static byte[] call(int rows) {
    byte[] call = new byte[HEAD + rows * ROW];
    byte[] selector =
        Keccak.hash(
                ("settle(((address,uint64,address,uint96,uint96,uint40,bytes32,uint64),"
                        + "uint64,uint40,uint40,uint40,bytes32)[],(bytes32,bytes32))")
                    .getBytes(StandardCharsets.US_ASCII))
            .toByteArray();
    System.arraycopy(selector, 0, call, 0, 4);
    call[4 + 31] = 3 * 32;
    call[4 + 63] = 1;
    call[4 + 95] = 1;
    call[HEAD - 1] = (byte) rows;
    // a node's id is not zero
    for (int row = 0; row < rows; row++) {
      call[HEAD + row * ROW + 32 + 31] = 1;
    }
    return call;
  }
}
