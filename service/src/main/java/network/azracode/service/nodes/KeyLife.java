// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.Optional;

/**
 * From when to when an enclave key answers with its node's stake. Times are unix seconds.
 *
 * @param startsAt when the registry accepted its first verdict
 * @param endsAt last second of its last verdict
 * @param acceptedAt when the registry first accepted a verdict on the evidence in question
 */
public record KeyLife(long startsAt, long endsAt, Optional<Long> acceptedAt) {

  /**
   * When evidence did what is wrong with it: once it stood behind a verdict, from that verdict on;
   * else when it was made.
   *
   * @param madeAt time of its challenge block
   * @return empty where the key did not answer for anything then
   */
  public Optional<Long> faultAt(long madeAt) {
    long at = acceptedAt.orElse(madeAt);
    return startsAt <= at && at <= endsAt ? Optional.of(at) : Optional.empty();
  }
}
