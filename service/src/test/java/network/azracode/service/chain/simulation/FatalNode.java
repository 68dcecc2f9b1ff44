// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.service.chain.rpc.Transport;

/** An honest node; the process that asks it ends at one of the calls, and asks no more. */
final class FatalNode implements Transport {
  private final Transport honest;
  private final int last;
  private final boolean answers;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param last the call at which the process ends
   * @param answers whether it ends with the answer, not before the question
   */
  FatalNode(Transport honest, int last, boolean answers) {
    this.honest = honest;
    this.last = last;
    this.answers = answers;
  }

  @Override
  public InputStream post(byte[] request) {
    int call = calls.incrementAndGet();
    if (call == last && answers) {
      honest.post(request);
    }
    if (call >= last) {
      throw new SimulatedCrash();
    }
    return honest.post(request);
  }

  /** Whether the process has ended: a thread that only reads cannot tell its follower. */
  boolean hasStruck() {
    return calls.get() >= last;
  }
}
