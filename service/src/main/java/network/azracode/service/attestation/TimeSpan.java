// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

/** How long, as a person would say it. */
final class TimeSpan {
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  private TimeSpan() {}

  /** In the largest unit of which there are two; rounded down. */
  static String words(long seconds) {
    if (seconds >= 2 * DAY) {
      return seconds / DAY + " days";
    }
    if (seconds >= 2 * HOUR) {
      return seconds / HOUR + " hours";
    }
    return seconds >= 2 * MINUTE ? seconds / MINUTE + " minutes" : seconds + " seconds";
  }
}
