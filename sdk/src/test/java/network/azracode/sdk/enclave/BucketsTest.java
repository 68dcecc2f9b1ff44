// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N-3: receipts speak only in the policy's buckets. */
class BucketsTest {
  @ParameterizedTest
  @CsvSource({"0,0", "59,0", "60,60", "119,60", "1700000000,1699999980"})
  void timesAreRoundedDown(long second, long floored) {
    assertThat(new Buckets(60, 10).floor(Instant.ofEpochSecond(second, 999_999_999)))
        .isEqualTo(floored);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,10", "10,10", "11,20"})
  void unitsAreRoundedUpAndNothingStaysNothing(long units, long billed) {
    assertThat(new Buckets(60, 10).ceil(units)).isEqualTo(billed);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "3601,1", "1,0", "1,1001", "-1,1"})
  void bucketsOutsideOfTheMeasuredLimitsAreRefused(int timeSeconds, int units) {
    assertThatThrownBy(() -> new Buckets(timeSeconds, units))
        .isInstanceOf(AzraException.class)
        .hasMessageContaining("expected 1 to");
  }

  @Test
  void theFinestBucketsChangeNothing() {
    assertThat(new Buckets(1, 1).floor(Instant.ofEpochSecond(7))).isEqualTo(7);
    assertThat(new Buckets(1, 1).ceil(7)).isEqualTo(7);
  }
}
