// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.util.ArrayDeque;
import java.util.Deque;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be stopped in the opposite order; one failure does not keep the rest. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * @throws AzraException {@code local.stopping} after everything else has been stopped; the part
   *     is stopped too, then
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    if (closed) {
      close();
      throw new AzraException("local.stopping", "expected to go on starting, found it stopped");
    }
    return part;
  }

  /** Leaves everything to others, who have taken it on when this returns. */
  synchronized void handOver(Parts others) {
    while (!started.isEmpty()) {
      others.add(started.removeLast());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the living network did not stop cleanly", e);
      }
    }
  }
}
