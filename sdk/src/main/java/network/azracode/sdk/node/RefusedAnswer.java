// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;

/** An answer that is no success; its code is that of the problem document, if it was one. */
public final class RefusedAnswer extends AzraException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DIGITS = 4;

  private final int status;
  private final Optional<Duration> retryAfter;

  RefusedAnswer(AzraException problem, HttpResponse<?> response) {
    super(problem.code(), String.valueOf(problem.getMessage()));
    this.status = response.statusCode();
    this.retryAfter = response.headers().firstValue("Retry-After").flatMap(RefusedAnswer::seconds);
  }

  public int status() {
    return status;
  }

  /** When the same request may be served; empty if it never will. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static Optional<Duration> seconds(String header) {
    return header.matches("[0-9]{1,%d}".formatted(MAX_DIGITS))
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty();
  }
}
