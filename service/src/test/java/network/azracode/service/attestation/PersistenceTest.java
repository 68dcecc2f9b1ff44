// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An attestor that is alone with its opinion neither fills its tables nor its log. */
@DisplayName("A-33 persistence")
class PersistenceTest {
  private static final long LONGEST_LIFETIME_SECONDS = 7 * 86_400;

  @Test
  void whatIsProposedWithoutSuccessStaysFewHoweverLongAVerdictLasts() {
    int made = 1;
    for (long now = 0; now < LONGEST_LIFETIME_SECONDS; made++) {
      long pause = Persistence.pauseSeconds(made);
      assertThat(pause).isGreaterThan(Persistence.PROPOSAL_SECONDS);
      now += pause;
    }
    assertThat(made).isLessThan(60);
    assertThat(Persistence.pauseSeconds(Integer.MAX_VALUE)).isEqualTo(14_400);
  }

  @Test
  void theSameIsSaidOnceUntilItHasBeenWell() {
    Grievances<Integer> grievances = new Grievances<>();
    assertThat(grievances.isNew(1, "collateral.missing")).isTrue();
    assertThat(grievances.isNew(1, "collateral.missing")).isFalse();
    assertThat(grievances.isNew(2, "collateral.missing")).isTrue();
    assertThat(grievances.isNew(1, "policy.digest")).isTrue();
    assertThat(grievances.isNew(1, "collateral.missing")).isTrue();
    grievances.well(1);
    assertThat(grievances.isNew(1, "collateral.missing")).isTrue();
    grievances.keepOnly(Set.of(2));
    assertThat(grievances.isNew(1, "collateral.missing")).isTrue();
    assertThat(grievances.isNew(2, "collateral.missing")).isFalse();
  }
}
