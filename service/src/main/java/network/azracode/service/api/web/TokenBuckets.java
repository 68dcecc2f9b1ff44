// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each caller, refilled at a steady rate. The callers that asked last are
 * remembered, so many and no more; whoever is forgotten begins with a full bucket.
 */
final class TokenBuckets {
  static final int MAX_CALLERS = 10_000;

  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double burst;
  private final Map<String, Bucket> buckets = new Recent();

  private record Bucket(double tokens, long atNanos) {}

  TokenBuckets(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /**
   * Takes a token.
   *
   * @param nowNanos of a clock that only goes forward
   * @return seconds, rounded up, after which to ask again; 0 if there was a token
   */
  synchronized int take(String caller, long nowNanos) {
    Bucket before = buckets.getOrDefault(caller, new Bucket(burst, nowNanos));
    double refilled = (nowNanos - before.atNanos()) / NANOS_PER_SECOND * perSecond;
    double tokens = Math.min(burst, before.tokens() + refilled);
    boolean isGranted = tokens >= 1;
    buckets.put(caller, new Bucket(isGranted ? tokens - 1 : tokens, nowNanos));
    return isGranted ? 0 : (int) Math.ceil((1 - tokens) / perSecond);
  }

  synchronized int callers() {
    return buckets.size();
  }

  private static final class Recent extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MAX_CALLERS;
    }
  }
}
