// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.ArrayList;
import java.util.List;

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

  List<Reason> reasons() {
    return List.copyOf(reasons);
  }

  void addUnless(boolean holds, String code, String sentence, Affirmation worst) {
    if (!holds) {
      reasons.add(new Reason(code, sentence, worst));
    }
  }
}
