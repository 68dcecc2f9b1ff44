// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-77: every limit admits what lies on it; what one more is refused is tested with its parser. */
class LimitsTest {
  private static final int LIMIT = 4096;
  private static final int ITEMS = 512;

  @ParameterizedTest
  @ValueSource(strings = {"0x19", "0x1901", "0x1a", "0x1a010203", "0x1b", "0x1b01020304050607"})
  void anArgumentThatIsCutInAnyWidthIsRefused(String hex) {
    assertThatThrownBy(() -> Cbor.parse(Octets.of(hex), LIMIT))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed.cbor"));
  }

  @Test
  void cborOfAllItemsLevelsAndBytesThatAreAllowedIsRead() {
    byte[] items = new byte[ITEMS + 1];
    items[0] = (byte) 0x9f;
    items[ITEMS] = (byte) 0xff;
    assertThat(Cbor.parse(Octets.of(items), items.length))
        .isInstanceOfSatisfying(
            Cbor.Array.class, array -> assertThat(array.items()).hasSize(ITEMS - 1));
    byte[] chunks = new byte[ITEMS + 1];
    Arrays.fill(chunks, (byte) 0x40);
    chunks[0] = 0x5f;
    chunks[ITEMS] = (byte) 0xff;
    assertThat(Cbor.parse(Octets.of(chunks), LIMIT)).isEqualTo(new Cbor.Bytes(Octets.EMPTY));
    byte[] deep = new byte[9];
    Arrays.fill(deep, (byte) 0x81);
    deep[8] = 0;
    assertThat(Cbor.parse(Octets.of(deep), LIMIT)).isInstanceOf(Cbor.Array.class);
  }

  /** Maps and tags count as levels, each by one. */
  @ParameterizedTest
  @ValueSource(strings = {"a100", "c1"})
  void mapsAndTagsAreLevelsToo(String level) {
    Octets most = Octets.of("0x" + level.repeat(8) + "00");
    assertThat(Cbor.parse(most, LIMIT)).isNotNull();
    limited(Octets.of("0x" + level.repeat(9) + "00"));
  }

  /** In a key as in a value. */
  @Test
  void aKeyIsALevelBelowItsMap() {
    Octets most = Octets.of("0x" + "a1".repeat(8) + "00" + "00".repeat(8));
    assertThat(Cbor.parse(most, LIMIT)).isNotNull();
    limited(Octets.of("0x" + "a1".repeat(9) + "00" + "00".repeat(9)));
  }

  @Test
  void aNitroDocumentWithTheMostOfEverythingIsRead() {
    byte[] certificate = new byte[1024];
    NitroForge forge =
        new NitroForge(certificate, List.of(certificate), Instant.EPOCH.plusMillis(1));
    forge
        .with("pcrs", NitroForge.pcrs(32, 64))
        .with("public_key", CborBytes.bytes(new byte[1024]))
        .with("user_data", CborBytes.bytes(new byte[1024]))
        .with("nonce", CborBytes.bytes(new byte[0]));
    NitroDocument document = NitroDocument.parse(forge.signedByNobody());
    assertThat(document.pcrs()).hasSize(32);
    assertThat(document.certificate().length()).isEqualTo(1024);
    assertThat(document.publicKey())
        .hasValueSatisfying(key -> assertThat(key.length()).isEqualTo(1024));
    assertThat(document.userData())
        .hasValueSatisfying(data -> assertThat(data.length()).isEqualTo(1024));
    assertThat(document.nonce()).contains(Octets.EMPTY);
    assertThat(document.digest()).isEqualTo("SHA384");
    assertThat(document.timestampMillis()).isOne();
  }

  /** Lengths of which the signed structure writes one, two and three bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256})
  void theSignedStructureHoldsTheWholePayload(int length) {
    NitroForge forge =
        new NitroForge(new byte[] {1}, List.of(new byte[] {2}), Instant.ofEpochSecond(1));
    forge.with("user_data", CborBytes.bytes(new byte[length]));
    byte[][] structure = new byte[1][];
    Octets cose =
        forge.sign(bytes -> {
          structure[0] = bytes;
          return new byte[96];
        });
    assertThat(NitroDocument.parse(cose).signedRange()).isEqualTo(Octets.of(structure[0]));
  }

  @Test
  void bitsThatAreNotSetAreNotRead() {
    GuestPolicy none = new GuestPolicy(0);
    assertThat(none.debug() || none.migratable() || none.smt() || none.singleSocket()).isFalse();
    GuestPolicy all = new GuestPolicy(-1);
    assertThat(all.debug() && all.migratable() && all.smt() && all.singleSocket()).isTrue();
    assertThat(new ReportKey(0).authorKeyEnabled()).isFalse();
    assertThat(new ReportKey(0).chipKeyMasked()).isFalse();
    assertThat(new ReportKey(1).authorKeyEnabled()).isTrue();
    assertThat(new ReportKey(2).chipKeyMasked()).isTrue();
  }

  /** Whoever forgets to compare a length is told, and reads no zeroes that nobody wrote. */
  @ParameterizedTest
  @CsvSource({"0, 4", "3, 4", "4, 5", "-1, 0", "-1, -1", "2, 1"})
  void noSliceReachesPastTheBytesThatAreThere(int from, int to) {
    assertThatThrownBy(() -> Octets.of("0x010203").slice(from, to))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void runtimeDataOfTheGreatestLengthIsRead() {
    byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
    byte[] padded = Arrays.copyOf(json, HclRuntime.MAX_LENGTH);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    assertThat(HclRuntime.parse(Octets.of(padded)).userData()).isEmpty();
  }

  private static void limited(Octets cbor) {
    assertThatThrownBy(() -> Cbor.parse(cbor, LIMIT))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed.limit"));
  }
}
