// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.azracode.sdk.evidence.CpuId;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-88: which product a processor is, and what each byte of its TCB version counts. */
class AmdProductTest {

  @ParameterizedTest
  @CsvSource({
    "0x19, 0x00, MILAN",
    "0x19, 0x0f, MILAN",
    "0x19, 0x10, GENOA",
    "0x19, 0x1f, GENOA",
    "0x19, 0xa0, GENOA",
    "0x19, 0xaf, GENOA",
    "0x1a, 0x00, TURIN",
    "0x1a, 0x11, TURIN"
  })
  void familyAndModelTellTheProduct(String family, String model, AmdProduct product) {
    assertThat(AmdProduct.of(cpu(family, model))).contains(product);
  }

  @ParameterizedTest
  @CsvSource({"0x19, 0x20", "0x19, 0x9f", "0x19, 0xb0", "0x1a, 0x12", "0x18, 0x00", "0x1b, 0x00"})
  void otherProcessorsAreNone(String family, String model) {
    assertThat(AmdProduct.of(cpu(family, model))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Milan, MILAN", "Milan-B0, MILAN", "Genoa, GENOA", "Genoa-, GENOA", "Turin, TURIN"})
  void aNameWithOrWithoutASteppingTellsTheProduct(String name, AmdProduct product) {
    assertThat(AmdProduct.of(name)).contains(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-Milan", "milan", "Milano", "Naples"})
  void otherNamesAreNone(String name) {
    assertThat(AmdProduct.of(name)).isEmpty();
  }

  @Test
  void aChipsIdIsAsLongAsItsProductsAre() {
    byte[] id = new byte[64];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) (i + 1);
    }
    Octets chip = Octets.of(id);
    assertThat(AmdProduct.MILAN.hardwareId(chip)).isEqualTo(chip);
    assertThat(AmdProduct.GENOA.hardwareId(chip)).isEqualTo(chip);
    assertThat(AmdProduct.TURIN.hardwareId(chip)).isEqualTo(Octets.of("0x0102030405060708"));
  }

  /** Turin moved everything up by one. */
  @Test
  void theOrderOfBytesIsTheProducts() {
    Octets bytes = Octets.of("0x01020304050607ff");
    TcbVersion milan = TcbVersion.of(AmdProduct.MILAN, bytes);
    assertThat(milan.svn(TcbComponent.BOOTLOADER)).isEqualTo(1);
    assertThat(milan.svn(TcbComponent.TEE)).isEqualTo(2);
    assertThat(milan.svn(TcbComponent.SPARE_4)).isEqualTo(3);
    assertThat(milan.svn(TcbComponent.SNP)).isEqualTo(7);
    assertThat(milan.svn(TcbComponent.MICROCODE)).isEqualTo(255);
    assertThat(milan.svn(TcbComponent.FMC)).isZero();
    assertThat(TcbVersion.of(AmdProduct.GENOA, bytes).svns()).isEqualTo(milan.svns());
    TcbVersion turin = TcbVersion.of(AmdProduct.TURIN, bytes);
    assertThat(turin.svn(TcbComponent.FMC)).isEqualTo(1);
    assertThat(turin.svn(TcbComponent.BOOTLOADER)).isEqualTo(2);
    assertThat(turin.svn(TcbComponent.TEE)).isEqualTo(3);
    assertThat(turin.svn(TcbComponent.SNP)).isEqualTo(4);
    assertThat(turin.svn(TcbComponent.MICROCODE)).isEqualTo(255);
    assertThat(turin)
        .hasToString(
            "Turin FMC 1 bootloader 2 TEE 3 SNP firmware 4 spare component 5 5 spare component 6 6"
                + " spare component 7 7 microcode 255");
  }

  @Test
  void versionsCompareByComponentAndNeverAsANumber() {
    TcbVersion low = TcbVersion.of(AmdProduct.MILAN, Octets.of("0x0100000000000201"));
    TcbVersion mixed = TcbVersion.of(AmdProduct.MILAN, Octets.of("0x00000000000002ff"));
    assertThat(low.reaches(low)).isTrue();
    assertThat(mixed.reaches(low)).isFalse();
    assertThat(low.reaches(mixed)).isFalse();
    TcbVersion high = TcbVersion.of(AmdProduct.MILAN, Octets.of("0x01000000000002ff"));
    assertThat(high.reaches(low)).isTrue();
    assertThat(high.reaches(mixed)).isTrue();
  }

  @Test
  void aVersionHasEightBytes() {
    for (String other : new String[] {"0x01020304050607", "0x010203040506070809"}) {
      assertThatThrownBy(() -> TcbVersion.of(AmdProduct.MILAN, Octets.of(other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static CpuId cpu(String family, String model) {
    return new CpuId(Integer.decode(family), Integer.decode(model), 0);
  }
}
