// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * [T-12] That real deployments are taken is LedgerJourneyTest's part; here, that nothing else is.
 */
class CompiledContractTest {
  private static final int IMMUTABLE_BYTES = 32;
  private static final Pattern IMMUTABLE = Pattern.compile("7f(00){32}");

  @ParameterizedTest
  @EnumSource
  void whatStandsInPlaceOfImmutablesIsItsConstructorsAffair(CompiledContract contract) {
    byte[] code = contract.runtimeCode();
    immutables(code).stream().forEach(place -> code[place] = (byte) 0xff);
    assertThat(contract.isRunAs(code)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void noOtherByteMayDifferAndLeastOfAllAZero(CompiledContract contract) {
    byte[] code = contract.runtimeCode();
    BitSet immutables = immutables(code);
    for (int place = 0; place < code.length; place++) {
      code[place] ^= 1;
      assertThat(contract.isRunAs(code)).as("byte %d", place).isEqualTo(immutables.get(place));
      code[place] ^= 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPartOfItIsNotIt(CompiledContract contract) {
    byte[] code = contract.runtimeCode();
    assertThat(contract.isRunAs(new byte[0])).isFalse();
    assertThat(contract.isRunAs(new byte[1])).isFalse();
    assertThat(contract.isRunAs(Arrays.copyOf(code, code.length - 1))).isFalse();
    assertThat(contract.isRunAs(Arrays.copyOfRange(code, 1, code.length))).isFalse();
    assertThat(contract.isRunAs(Arrays.copyOf(code, code.length + 1))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void itIsNoneOfTheOthers(CompiledContract contract) {
    for (CompiledContract other : CompiledContract.values()) {
      assertThat(contract.isRunAs(other.runtimeCode())).isEqualTo(other == contract);
    }
  }

  /** Bytes that the compiler left to the constructor. */
  private static BitSet immutables(byte[] code) {
    BitSet found = new BitSet(code.length);
    Matcher matcher = IMMUTABLE.matcher(HexFormat.of().formatHex(code));
    while (matcher.find()) {
      int first = matcher.start() / 2 + 1;
      found.set(first, first + IMMUTABLE_BYTES);
    }
    return found;
  }
}
