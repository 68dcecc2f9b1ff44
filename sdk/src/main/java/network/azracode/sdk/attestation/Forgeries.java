// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;

/** Tells a signature that does not hold from all that can be wrong without anybody's doing. */
final class Forgeries {
  private static final Set<String> CODES =
      Set.of(
          "evidence.key.unbound",
          "evidence.signature.qeReport",
          "evidence.signature.quote",
          "evidence.signature.report",
          "evidence.signature.document");

  private Forgeries() {}

  /**
   * @param check signatures, by keys whose owners are known
   * @throws AzraException what else the check finds
   */
  static Optional<AzraException> in(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (AzraException refusal) {
      if (CODES.contains(refusal.code())) {
        return Optional.of(refusal);
      }
      throw refusal;
    }
  }
}
