// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E-48: whatever the bytes, a parser answers or refuses. A small part of what fuzzing runs. */
class FuzzTargetsTest {
  private static final int ROUNDS = 2_000;

  @ParameterizedTest
  @EnumSource
  void seedsAndWhatIsMadeOfThemAreAnsweredOrRefused(Target target) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<byte[]> seeds = target.forged();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = mutate(seeds.get(round % seeds.size()), round / seeds.size(), random);
      assertThatCode(() -> target.read(input))
          .as("%s, seed %d, round %d", target, seed, round)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatIsNoRefusalIsAFinding() {
    assertThatThrownBy(() ->
            FuzzTarget.run(
                input -> {
                  throw new ArrayIndexOutOfBoundsException();
                },
                new byte[0]))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  /** The first time as it is, later with some bytes changed and the end cut off or drawn out. */
  private static byte[] mutate(byte[] seed, int generation, Random random) {
    if (generation == 0) {
      return seed;
    }
    byte[] input = Arrays.copyOf(seed, random.nextInt(4) == 0 ? length(seed, random) : seed.length);
    for (int i = random.nextInt(1 + generation % 8); i >= 0 && input.length > 0; i--) {
      input[random.nextInt(input.length)] = (byte) random.nextInt();
    }
    return input;
  }

  private static int length(byte[] seed, Random random) {
    return random.nextInt(seed.length + seed.length / 8 + 1);
  }
}
