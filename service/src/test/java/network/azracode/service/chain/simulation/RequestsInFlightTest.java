// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Besu takes 80 connections, for all its clients: a connection serves one request at a time. */
class RequestsInFlightTest extends FollowedProvider {
  private static final int BLOCKS = 420;
  private static final int AT_ONCE = 3;
  private static final long MORE_WOULD_COME_MILLIS = 300;

  private final CountDownLatch together = new CountDownLatch(AT_ONCE);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  RequestsInFlightTest() {
    super(BLOCKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(8, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Depth(10), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  @Test
  @DisplayName("H-75 however far behind it is, a follower has three requests at a node at once")
  void aFollowerHasThreeRequestsAtOnce() throws SQLException {
    node.says(request -> {
      most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      try {
        if (asksFor(request, "eth_getLogs")) {
          waitForTheOthers();
        }
        return Answer.of(node.honestly(request));
      } finally {
        inFlight.decrementAndGet();
      }
    });
    assertTheTablesEndAsTheChain();
    assertThat(together.getCount()).isZero();
    assertThat(most).hasValue(AT_ONCE);
  }

  /** And for one more, who must not come. */
  private void waitForTheOthers() {
    if (together.getCount() == 0) {
      return;
    }
    together.countDown();
    try {
      assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(MORE_WOULD_COME_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
