// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The first signal asks to stop, the same once more means at once. Another one does not: a
 * terminal's Ctrl-C reaches this process, and then a launcher before it passes its own end on.
 */
final class StopRequest {
  private static final int AT_ONCE = 1;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private StopRequest() {}

  /**
   * @param withInput whether the end of standard input ends this process, with nothing finished;
   *     Ctrl-C then is for whoever holds the other end
   */
  static StopRequest install(boolean withInput) {
    var request = new StopRequest();
    Signal.handle(new Signal("TERM"), request::ask);
    Signal.handle(new Signal("INT"), withInput ? SignalHandler.SIG_IGN : request::ask);
    if (withInput) {
      Thread.ofPlatform().daemon().name("input").start(StopRequest::endWithInput);
    }
    return request;
  }

  private void ask(Signal signal) {
    if (!seen.add(signal.getName())) {
      // all that must not be lost is on disk at any moment
      Runtime.getRuntime().halt(AT_ONCE);
    }
    asked.countDown();
  }

  void await() throws InterruptedException {
    asked.await();
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(0);
  }
}
