// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import network.azracode.sdk.attestation.policy.Bits;
import network.azracode.sdk.protocol.Octets;

/** What rules find short, in the order in which they speak. */
final class Findings {
  private final List<Reason> reasons = new ArrayList<>();

  /** Must hold: otherwise something is there that must not be. */
  void contraindicatedUnless(boolean holds, String code, String sentence) {
    addUnless(holds, code, sentence, Affirmation.CONTRAINDICATED);
  }

  /** Must hold: otherwise the platform is behind, and its operator can mend it. */
  void warningUnless(boolean holds, String code, String sentence) {
    addUnless(holds, code, sentence, Affirmation.WARNING);
  }

  /** Something that must be known is not known. */
  void unknown(String code, String sentence) {
    addUnless(false, code, sentence, Affirmation.NONE);
  }

  /**
   * Bits that must be set, and bits that must not.
   *
   * @param mend where an operator changes them
   */
  void bits(String code, String field, Bits expected, IntPredicate isSet, String mend) {
    for (int bit : new TreeSet<>(expected.required())) {
      warningUnless(
          isSet.test(bit),
          code,
          "%s has bit %d clear, needs it set: %s.".formatted(field, bit, mend));
    }
    for (int bit : new TreeSet<>(expected.forbidden())) {
      warningUnless(
          !isSet.test(bit),
          code,
          "%s has bit %d set, needs it clear: %s.".formatted(field, bit, mend));
    }
  }

  /** A value must be among those named, if any are. */
  void among(String code, String field, Set<Octets> accepted, Octets found, String mend) {
    contraindicatedUnless(
        accepted.isEmpty() || accepted.contains(found),
        code,
        "%s is %s, the policy names %s: %s.".formatted(field, found, hex(accepted), mend));
  }

  /** In an order of its own, so that a sentence does not depend on the run. */
  static Set<String> hex(Set<Octets> values) {
    Set<String> sorted = new TreeSet<>();
    values.forEach(value -> sorted.add(value.toString()));
    return sorted;
  }

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }

  void addUnless(boolean holds, String code, String sentence, Affirmation worst) {
    if (!holds) {
      reasons.add(new Reason(code, sentence, worst));
    }
  }
}
