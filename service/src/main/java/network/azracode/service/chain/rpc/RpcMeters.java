// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Counts and times requests by method, endpoint and outcome. Of an endpoint only host and port are
 * told: paths and user information may hold keys.
 */
public final class RpcMeters {
  private final MeterRegistry registry;

  public RpcMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  byte[] timed(URI endpoint, String method, Supplier<byte[]> request) {
    long start = System.nanoTime();
    String outcome = "failure";
    try {
      byte[] answer = request.get();
      outcome = "answer";
      return answer;
    } finally {
      record(endpoint, method, outcome, System.nanoTime() - start);
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
            endpoint.getHost() + ":" + endpoint.getPort(),
            "method",
            method,
            "outcome",
            outcome)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
