// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import network.azracode.sdk.protocol.AzraException;

/**
 * Lengths that a host may see: powers of two from 1 KiB to 2 MiB. Everything sealed is padded with
 * zeroes to the next one.
 */
public final class SizeClass {
  /** The most that a job's input or result may hold. */
  public static final int MAX_CONTENT_BYTES = 1 << 20;

  static final int MIN_LENGTH = 1 << 10;
  static final int MAX_LENGTH = 1 << 21;

  private SizeClass() {}

  /** The padded length of so many bytes. */
  static int of(int length) {
    return Math.max(MIN_LENGTH, Integer.highestOneBit(Math.max(1, length - 1)) << 1);
  }

  static void requireContent(String what, byte[] content) {
    if (content.length > MAX_CONTENT_BYTES) {
      throw new AzraException(
          "content.length",
          "%s: expected at most %d bytes, found %d"
              .formatted(what, MAX_CONTENT_BYTES, content.length));
    }
  }
}
