// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Octets;

/** Compares report data part by part, from its first byte to its last. */
final class ReportDataParts {
  private static final int LENGTH = 64;

  private final Octets found;
  private final List<Mismatch> mismatches = new ArrayList<>();
  private int position;

  ReportDataParts(Octets found) {
    this.found = found;
    if (found.length() != LENGTH) {
      mismatches.add(
          new Mismatch(
              "binding.length",
              "Report data has %d bytes, needs %d: write it as the profile says."
                  .formatted(found.length(), LENGTH)));
    }
  }

  /**
   * The next bytes must be these.
   *
   * @param what as a sentence calls them
   */
  ReportDataParts next(String code, String what, byte[] expected) {
    Octets wanted = Octets.of(expected);
    int end = position + wanted.length();
    if (found.length() == LENGTH && !found.slice(position, end).equals(wanted)) {
      mismatches.add(
          new Mismatch(
              code,
              "Report data [%d:%d] is %s, needs %s %s: ask the enclave for evidence that binds it."
                  .formatted(position, end, found.slice(position, end), what, wanted)));
    }
    position = end;
    return this;
  }

  /** Leaves bytes to whoever wrote them. */
  ReportDataParts skip(int length) {
    position += length;
    return this;
  }

  /** Whatever is left must be zero, or one binding would have many forms. */
  List<Mismatch> restIsZero() {
    return next("binding.padding", "zeroes", new byte[LENGTH - position]).end();
  }

  List<Mismatch> end() {
    return List.copyOf(mismatches);
  }
}
