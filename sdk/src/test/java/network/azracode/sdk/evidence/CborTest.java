// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-40. Encodings are those of RFC 8949, appendix A. */
class CborTest {
  private static final int LIMIT = 4096;

  @Test
  void integersAreReadInEveryWidth() {
    assertThat(read("0x00")).isEqualTo(new Cbor.Unsigned(0));
    assertThat(read("0x17")).isEqualTo(new Cbor.Unsigned(23));
    assertThat(read("0x1818")).isEqualTo(new Cbor.Unsigned(24));
    assertThat(read("0x1903e8")).isEqualTo(new Cbor.Unsigned(1000));
    assertThat(read("0x1a000f4240")).isEqualTo(new Cbor.Unsigned(1_000_000));
    assertThat(read("0x1b000000e8d4a51000")).isEqualTo(new Cbor.Unsigned(1_000_000_000_000L));
    assertThat(read("0x1bffffffffffffffff")).isEqualTo(new Cbor.Unsigned(-1));
    assertThat(read("0x3903e7")).isEqualTo(new Cbor.Negative(999));
  }

  @Test
  void stringsArraysAndMapsAreReadInBothForms() {
    assertThat(read("0x4401020304")).isEqualTo(new Cbor.Bytes(Octets.of("0x01020304")));
    assertThat(read("0x5f42010243030405ff")).isEqualTo(new Cbor.Bytes(Octets.of("0x0102030405")));
    assertThat(read("0x62c3bc")).isEqualTo(new Cbor.Text("ü"));
    assertThat(read("0x7f657374726561646d696e67ff")).isEqualTo(new Cbor.Text("streaming"));
    Cbor oneTwo = new Cbor.Array(List.of(new Cbor.Unsigned(1), new Cbor.Unsigned(2)));
    assertThat(read("0x820102")).isEqualTo(oneTwo);
    assertThat(read("0x9f0102ff")).isEqualTo(oneTwo);
    Map<Cbor, Cbor> entries = Map.of(new Cbor.Text("a"), new Cbor.Unsigned(1));
    assertThat(read("0xa1616101")).isEqualTo(new Cbor.Entries(entries, false));
    assertThat(read("0xbf616101ff")).isEqualTo(new Cbor.Entries(entries, true));
    assertThat(read("0x80")).isEqualTo(new Cbor.Array(List.of()));
    assertThat(read("0x9fff")).isEqualTo(new Cbor.Array(List.of()));
  }

  @Test
  void tagsAndSimpleValuesAreKept() {
    assertThat(read("0xd2f6")).isEqualTo(new Cbor.Tagged(18, Cbor.Simple.NULL));
    assertThat(read("0xf5")).isEqualTo(new Cbor.Simple(21));
    assertThat(read("0xf8ff")).isEqualTo(new Cbor.Simple(255));
    assertThat(read("0xf93c00")).isEqualTo(new Cbor.Floating(0x3c00));
  }

  @Test
  void aNumberAndItsDigitsAreDifferentKeys() {
    assertThat(read("0xa201f66131f6"))
        .isInstanceOfSatisfying(Cbor.Entries.class, map -> assertThat(map.byKey()).hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0xa201f601f6", "0xbf6161016161 02ff", "0xa20100180101"})
  void aRepeatedKeyIsRefused(String hex) {
    refused(hex.replace(" ", ""), "evidence.malformed.duplicateKey");
  }

  @ParameterizedTest
  @CsvSource({
    "0x, nothing",
    "0x18, a cut argument",
    "0x4401, a cut string",
    "0x5bffffffffffffffff00, a length above any",
    "0x5b7fffffffffffffff00, a length above an int",
    "0x8201, a cut array",
    "0x9f01, an array without its break",
    "0xbf01ff, a key without its value",
    "0xff, a break alone",
    "0x81ff, a break as an item",
    "0x1c, a reserved length",
    "0x5f6161ff, text among chunks of bytes",
    "0x5f5fffff, chunks of chunks",
    "0x1f, an integer of open length",
    "0xdf00, a tag of open length",
    "0x61ff, no UTF-8"
  })
  void whatIsNoCborIsRefused(String hex, String why) {
    refused(hex, "evidence.malformed.cbor");
  }

  @Test
  void limitsHoldForBytesLevelsAndItems() {
    refused(new byte[LIMIT + 1], "evidence.malformed.limit");
    byte[] deep = new byte[10];
    Arrays.fill(deep, (byte) 0x81);
    refused(deep, "evidence.malformed.limit");
    byte[] many = new byte[514];
    many[0] = (byte) 0x9f;
    refused(many, "evidence.malformed.limit");
    refused(Octets.of("0x9b8000000000000000").toByteArray(), "evidence.malformed.limit");
    refused(Octets.of("0xbaffffffff").toByteArray(), "evidence.malformed.limit");
    byte[] chunks = new byte[600];
    Arrays.fill(chunks, (byte) 0x40);
    chunks[0] = 0x5f;
    refused(chunks, "evidence.malformed.limit");
  }

  @Test
  void whatFollowsTheItemIsRefused() {
    refused("0x0000", "evidence.malformed.trailing");
  }

  private static Cbor read(String hex) {
    return Cbor.parse(Octets.of(hex), LIMIT);
  }

  private static void refused(String hex, String code) {
    refused(Octets.of(hex).toByteArray(), code);
  }

  private static void refused(byte[] bytes, String code) {
    assertThatThrownBy(() -> Cbor.parse(Octets.of(bytes), LIMIT))
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
