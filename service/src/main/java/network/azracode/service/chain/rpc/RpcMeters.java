// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import network.azracode.sdk.ledger.HttpAddress;

/**
 * Counts and times requests by method, endpoint and outcome. Of an endpoint only host and, where it
 * has one, port are told: paths and user information may hold keys.
 */
public final class RpcMeters {
  private final MeterRegistry registry;

  public RpcMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Recorded once the answer is closed, or there is none. */
  InputStream timed(URI endpoint, String method, Supplier<InputStream> request) {
    long start = System.nanoTime();
    try {
      return new FilterInputStream(request.get()) {
        private String outcome = "answer";

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          try {
            return super.read(into, from, length);
          } catch (IOException | RpcFailure e) {
            outcome = "failure";
            throw e;
          }
        }

        @Override
        public void close() throws IOException {
          record(endpoint, method, outcome, System.nanoTime() - start);
          super.close();
        }
      };
    } catch (RuntimeException e) {
      record(endpoint, method, "failure", System.nanoTime() - start);
      throw e;
    }
  }

  /**
   * @param method of the request; of a batch, of its first call
   * @param outcome {@code answer} or {@code failure}
   */
  public void record(URI endpoint, String method, String outcome, long nanos) {
    registry
        .timer(
            "azra.rpc.requests",
            "endpoint",
            HttpAddress.hostAndPort(endpoint),
            "method",
            method,
            "outcome",
            outcome)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
