// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Arrays;
import java.util.Set;

/** Claims of a trustworthiness vector (AR4SI), and the first words of the codes that touch them. */
enum Claim {
  INSTANCE_IDENTITY(
      "instance-identity", Set.of("anchor", "tee", "evidence", "revocation", "binding")),
  CONFIGURATION("configuration", Set.of("debug", "sgx", "tdx", "snp")),
  EXECUTABLES("executables", Set.of("measurement")),
  HARDWARE("hardware", Set.of("tcb", "pck"));

  private final String label;
  private final Set<String> subjects;

  Claim(String label, Set<String> subjects) {
    this.label = label;
    this.subjects = subjects;
  }

  String label() {
    return label;
  }

  /** What a reason speaks about; of unknown ones the identity suffers. */
  static Claim of(Reason reason) {
    int dot = reason.code().indexOf('.');
    String subject = dot < 0 ? reason.code() : reason.code().substring(0, dot);
    return Arrays.stream(values())
        .filter(claim -> claim.subjects.contains(subject))
        .findFirst()
        .orElse(INSTANCE_IDENTITY);
  }
}
