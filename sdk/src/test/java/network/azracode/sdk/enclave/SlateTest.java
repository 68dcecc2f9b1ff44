// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** N-5: arrays that held plaintext are zero once the job is over. */
class SlateTest {
  @Test
  void closingZeroesEveryNotedArray() {
    byte[] input = {1, 2, 3};
    byte[] result = {4};
    try (var slate = new Slate()) {
      slate.note(input);
      slate.note(result);
    }
    assertThat(input).containsOnly(0);
    assertThat(result).containsOnly(0);
  }
}
