// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing that a policy asks for and evidence lacks.
 *
 * @param codes of all reasons, none twice
 * @param said part of what the operator is told
 */
record RuleCase(
    List<String> codes, Affirmation worst, String said, Supplier<AttestationResult> result) {

  static RuleCase contraindicated(String codes, String said, Supplier<AttestationResult> result) {
    return new RuleCase(split(codes), Affirmation.CONTRAINDICATED, said, result);
  }

  static RuleCase warning(String codes, String said, Supplier<AttestationResult> result) {
    return new RuleCase(split(codes), Affirmation.WARNING, said, result);
  }

  static RuleCase unknown(String codes, String said, Supplier<AttestationResult> result) {
    return new RuleCase(split(codes), Affirmation.NONE, said, result);
  }

  private static List<String> split(String codes) {
    return List.of(codes.split(" "));
  }

  @Override
  public String toString() {
    return codes + " " + said;
  }
}
