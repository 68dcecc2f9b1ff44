// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-9: lengths are compared before they are used, and nest exactly. */
class DcapQuoteTest {
  private static final int AUTH_DATA_SIZE = 632;
  private static final int OUTER_TYPE = 764;
  private static final int OUTER_SIZE = 766;
  private static final int QE_AUTH_SIZE = 1218;

  private final byte[] quote;

  DcapQuoteTest(@TempDir Path folder) {
    quote =
        DevelopmentTee.open(folder.resolve("development"), Clock.systemUTC(), new SecureRandom())
            .quote(new byte[64], new byte[48]);
  }

  @Test
  void bytesBehindTheAuthenticationDataAreIgnored() {
    byte[] longer = Arrays.copyOf(quote, quote.length + 70);
    longer[longer.length - 1] = 1;
    assertThat(DcapQuote.parse(longer)).isEqualTo(DcapQuote.parse(quote));
  }

  @Test
  void otherVersionsKeysAndTeesAreNamedInTheRefusal() {
    refused(with16(0, 6), "quote version: expected 3, 4 or 5, found 6");
    refused(with16(2, 3), "attestation key type: expected 2, found 3");
    refused(with32(4, 1), "TEE type: expected 0 (SGX) or 129 (TDX), found 1");
    refused(with16(OUTER_TYPE, 5), "certification data type: expected 6, found 5");
  }

  @Test
  void hostileLengthsAreRefused() {
    refused(with32(AUTH_DATA_SIZE, -1), "authentication data: expected 4294967295 bytes");
    refused(with32(AUTH_DATA_SIZE, Integer.MIN_VALUE), "expected 2147483648 bytes");
    refused(with32(AUTH_DATA_SIZE, 0), "quote signature: expected 64 bytes, found 0");
    refused(with32(OUTER_SIZE, -1), "certification data: expected 4294967295 bytes");
    refused(with16(QE_AUTH_SIZE, 0xffff), "QE authentication data: expected 65535 bytes");
  }

  @Test
  void sizesThatDoNotNestExactlyAreRefused() {
    byte[] longer = Arrays.copyOf(quote, quote.length + 1);
    int size = ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN).getInt(AUTH_DATA_SIZE);
    ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN).putInt(AUTH_DATA_SIZE, size + 1);
    refused(longer, "authentication data, bytes left over: expected 0, found 1");
  }

  @Test
  void moreThanTheLimitIsRefusedUnread() {
    refused(new byte[DcapQuote.MAX_LENGTH + 1], "expected at most 32768 bytes, found 32769");
  }

  private byte[] with16(int offset, int value) {
    byte[] changed = quote.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
    return changed;
  }

  private byte[] with32(int offset, int value) {
    byte[] changed = quote.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return changed;
  }

  private static void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> DcapQuote.parse(bytes))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"))
        .hasMessageContaining(message);
  }
}
