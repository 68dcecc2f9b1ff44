// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Set;
import network.azracode.sdk.attestation.policy.Executables;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/** Is a measurement among those that the policy names? */
record Measured(Findings findings) {

  /** The policy's values; null where it appraises no code. */
  static @Nullable ReferenceValues values(PlatformPolicy policy) {
    return switch (policy.executables()) {
      case Executables.Named(var values) -> values;
      case Executables.NotAppraised() -> null;
    };
  }

  /** Only if the policy names values of this kind at all can code of this kind be good. */
  boolean requireNamed(boolean named, String kind) {
    if (!named) {
      findings.unknown(
          "measurement.unnamed",
          "The policy names no measurement of %s: have the steward name one.".formatted(kind));
    }
    return named;
  }

  /**
   * @param found null where evidence lacks the register
   */
  void require(String register, Set<Octets> accepted, @Nullable Octets found) {
    if (found == null || !accepted.contains(found)) {
      findings.contraindicatedUnless(
          false,
          "measurement.unknown",
          "%s is %s, the policy names %s: run the code that it names."
              .formatted(register, found == null ? "absent" : found, Findings.hex(accepted)));
    }
  }
}
