// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** N-16: whoever settles never waits for room. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class UnsettledTest {
  private static final FinishedJob KEPT = finished(1);
  private static final FinishedJob FRESH = finished(2);

  @Test
  void aBookOfMoreJobsThanTheQueueHoldsIsTakenToItsEnd() throws InterruptedException {
    int jobs = 2 * Unsettled.MAX_NEW + 1;
    var unsettled = new Unsettled(Collections.nCopies(jobs, KEPT));
    for (int i = 0; i < jobs; i++) {
      assertThat(unsettled.take()).isSameAs(KEPT);
    }
    unsettled.add(FRESH);
    assertThat(unsettled.take()).isSameAs(FRESH);
  }

  @Test
  void aJobIsGivenBackWhileTheQueueIsFull() throws InterruptedException {
    var unsettled = new Unsettled(List.of(KEPT));
    for (int i = 0; i < Unsettled.MAX_NEW; i++) {
      unsettled.add(FRESH);
    }
    FinishedJob failed = unsettled.take();
    unsettled.giveBack(failed);
    assertThat(unsettled.take()).isSameAs(failed);
  }

  @Test
  void aJobThatKeepsFailingLetsNewOnesPass() throws InterruptedException {
    var unsettled = new Unsettled(List.of());
    unsettled.add(KEPT);
    unsettled.giveBack(unsettled.take());
    unsettled.add(FRESH);
    assertThat(unsettled.take()).isSameAs(FRESH);
  }

  /** N-28. */
  @Test
  void aBatchIsOfOneKeyAndWhatBelongsToAnotherWaits() throws InterruptedException {
    var t = FRESH.terms();
    var elsewhere =
        new FinishedJob(
            new JobTerms(
                t.client(),
                t.nodeId(),
                Address.ZERO,
                t.maxPrice(),
                t.unitPrice(),
                t.deadline(),
                t.specCommitment(),
                t.nonce()),
            FRESH.outcome());
    var unsettled = new Unsettled(List.of(KEPT, elsewhere));
    unsettled.add(FRESH);
    assertThat(unsettled.takeBatch(10)).containsExactlyInAnyOrder(KEPT, FRESH);
    assertThat(unsettled.takeBatch(10)).containsExactly(elsewhere);
    unsettled.giveBack(KEPT);
    unsettled.add(FRESH);
    assertThat(unsettled.takeBatch(1)).hasSize(1);
    assertThat(unsettled.takeBatch(1)).hasSize(1);
  }

  private static FinishedJob finished(long nonce) {
    var terms = Jobs.terms(nonce);
    return new FinishedJob(terms, Jobs.outcome(terms));
  }
}
