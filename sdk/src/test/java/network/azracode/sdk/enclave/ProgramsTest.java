// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Random;
import network.azracode.sdk.protocol.Keccak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N-1: the same input costs the same steps. N-2: a failure bills what it used. */
class ProgramsTest {
  private static final long PLENTY_UNITS = 1_000;

  @ParameterizedTest
  @CsvSource({"'',0", "one,1", "' two  words ',2", "'a\tb\nc\rd',4", "'é ü',2"})
  void wordCountCountsRunsBetweenWhiteSpace(String text, String words) {
    assertThat(run(Programs.WORD_COUNT, text.getBytes(UTF_8))).isEqualTo(words.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "7,7",
    "'1\n-2\n30\n',29",
    "-9223372036854775808,-9223372036854775808",
    "'9223372036854775807\n-1',9223372036854775806"
  })
  void sumAddsOneIntegerPerLine(String lines, String sum) {
    assertThat(run(Programs.SUM, lines.getBytes(UTF_8))).isEqualTo(sum.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seven", "1\n\n2", "-", "9223372036854775808", "9223372036854775807\n1", "1 "})
  void sumRefusesOtherInputWithoutRepeatingIt(String lines) {
    assertThatThrownBy(() -> run(Programs.SUM, lines.getBytes(UTF_8)))
        .isInstanceOf(ProgramFailure.class)
        .message()
        .startsWith("expected")
        .doesNotContain(lines);
  }

  @Test
  void sha256ChainHashesTheSeedAndThenTheHash() throws Exception {
    byte[] input = ByteBuffer.allocate(8).putInt(2).put("seed".getBytes(UTF_8)).array();
    var jdk = MessageDigest.getInstance("SHA-256");
    byte[] expected = jdk.digest(jdk.digest(jdk.digest("seed".getBytes(UTF_8))));
    assertThat(run(Programs.SHA256_CHAIN, input)).isEqualTo(expected);
  }

  @Test
  void theSameInputCostsTheSameSteps() {
    long seed = new Random().nextLong();
    byte[] input = new byte[10_000];
    new Random(seed).nextBytes(input);
    input[0] = 0;
    input[1] = 0;
    for (Program program : new Program[] {Programs.WORD_COUNT, Programs.SHA256_CHAIN}) {
      var first = new Meter(PLENTY_UNITS);
      var second = new Meter(PLENTY_UNITS);
      program.run(input, first);
      program.run(input.clone(), second);
      assertThat(first.units()).as("seed %d", seed).isPositive().isEqualTo(second.units());
    }
  }

  @Test
  void anExhaustedMeterBillsItsWholeLimitAndNoMore() {
    byte[] endless = {-1, -1, -1, -1};
    var meter = new Meter(3);
    assertThatThrownBy(() -> Programs.SHA256_CHAIN.run(endless, meter))
        .isInstanceOf(MeterExhausted.class);
    assertThat(meter.units()).isEqualTo(3);
  }

  @Test
  void aProgramIsNamedByTheKeccakOfItsName() {
    assertThat(Programs.SUM.hash()).isEqualTo(Keccak.hash("azra/sum/1".getBytes(UTF_8)));
    assertThat(Programs.find(Programs.SUM.hash())).contains(Programs.SUM);
    assertThat(Programs.find(Keccak.hash("azra/sum/2".getBytes(UTF_8)))).isEmpty();
  }

  @Test
  void theHashOfAllProgramsIsThatOfTheirAscendingHashes() {
    var hashes = Programs.hashes();
    assertThat(hashes).hasSize(3).isSorted();
    assertThat(Programs.hash())
        .isEqualTo(
            Keccak.hash(
                hashes.get(0).toByteArray(),
                hashes.get(1).toByteArray(),
                hashes.get(2).toByteArray()));
  }

  private static byte[] run(Program program, byte[] input) {
    return program.run(input, new Meter(PLENTY_UNITS));
  }
}
