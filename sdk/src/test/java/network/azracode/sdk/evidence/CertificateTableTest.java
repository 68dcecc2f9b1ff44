// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-73: the certificates that an AMD host keeps, in the order in which evidence lists them. */
class CertificateTableTest {
  private static final Octets KEY = Octets.of("0x3001");
  private static final Octets PROVIDER = Octets.of("0x300202");
  private static final Octets INTERMEDIATE = Octets.of("0x30030303");
  private static final Octets ROOT = Octets.of("0x3004040404");

  private final CertificateTableForge whole =
      new CertificateTableForge()
          .with(CertificateTableForge.ARK, ROOT)
          .with(CertificateTableForge.VLEK, PROVIDER)
          .with("ffffffffffffffffffffffffffffffff", Octets.of("0x99"))
          .with(CertificateTableForge.VCEK, KEY)
          .with(CertificateTableForge.ASK, INTERMEDIATE);

  @Test
  void theChainOfEitherKeyStartsWithItAndEndsWithTheRoot() {
    CertificateTable table = CertificateTable.parse(whole.table());
    assertThat(table.chain(ReportKey.Kind.VCEK)).containsExactly(KEY, INTERMEDIATE, ROOT);
    assertThat(table.chain(ReportKey.Kind.VLEK)).containsExactly(PROVIDER, INTERMEDIATE, ROOT);
  }

  /** Places tell by their position in the chain, so nothing may move up into a gap. */
  @Test
  void aChainEndsBeforeItsFirstGap() {
    var gap =
        new CertificateTableForge()
            .with(CertificateTableForge.VCEK, KEY)
            .with(CertificateTableForge.ARK, ROOT);
    assertThat(CertificateTable.parse(gap.table()).chain(ReportKey.Kind.VCEK)).containsExactly(KEY);
    assertThat(CertificateTable.parse(gap.table()).chain(ReportKey.Kind.VLEK)).isEmpty();
  }

  @Test
  void identifiersInMicrosoftsByteOrderAreReadToo() {
    var mixed =
        new CertificateTableForge()
            .with("8d75da6364e66445adc5f4b93be8accd", KEY)
            .with("79b3b74aacbbe44fa02f05aef327c782", INTERMEDIATE)
            .with("a406b4c003a8524997433fb6014cd0ae", ROOT);
    assertThat(CertificateTable.parse(mixed.table()).chain(ReportKey.Kind.VCEK))
        .containsExactly(KEY, INTERMEDIATE, ROOT);
  }

  @Test
  void noTableAndAnEmptyOneHoldNothing() {
    assertThat(CertificateTable.parse(Octets.EMPTY).certificates()).isEmpty();
    assertThat(CertificateTable.parse(new CertificateTableForge().table()).certificates())
        .isEmpty();
  }

  /** Offset and length, the second as unsigned as the first. */
  @ParameterizedTest
  @ValueSource(strings = {"48,1", "0,-1", "-1,0", "47,2", "-1,-1"})
  void anEntryThatPointsOutOfTheTableIsRefused(String offsetAndLength) {
    String[] numbers = offsetAndLength.split(",", -1);
    byte[] table = new byte[48];
    byte[] entry =
        CertificateTableForge.entry(
            CertificateTableForge.VCEK, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    System.arraycopy(entry, 0, table, 0, entry.length);
    refused(Octets.of(table));
  }

  @Test
  void aTableWithoutItsEndIsRefused() {
    Octets table = new CertificateTableForge().with(CertificateTableForge.VCEK, KEY).table();
    for (int length : List.of(1, 16, 23, 24, 47)) {
      refused(table.slice(0, length));
    }
  }

  @Test
  void aTableOfTooManyEntriesOrBytesIsRefused() {
    byte[] endless = new byte[24 * 18];
    for (int i = 0; i < 17; i++) {
      System.arraycopy(
          CertificateTableForge.entry(CertificateTableForge.ASK, 0, 0), 0, endless, 24 * i, 24);
    }
    refused(Octets.of(endless));
    refused(Octets.of(new byte[CertificateTable.MAX_LENGTH + 1]));
    byte[] most = endless.clone();
    System.arraycopy(new byte[24], 0, most, 24 * 16, 24);
    assertThat(CertificateTable.parse(Octets.of(most)).certificates())
        .containsOnlyKeys(CertificateTable.Place.ASK);
  }

  private static void refused(Octets table) {
    assertThatThrownBy(() -> CertificateTable.parse(table))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
  }
}
