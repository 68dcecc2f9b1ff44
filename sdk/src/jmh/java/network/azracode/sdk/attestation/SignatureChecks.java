// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.protocol.Octets;

/** The signature checks that a piece of evidence cannot do without, and nothing else. */
record SignatureChecks(List<Check> checks) {
  record Check(EcKey key, Octets message, Octets signature) {}

  /** Throws where one fails: a floor that checks nothing is no floor. */
  boolean hold() {
    for (Check check : checks) {
      if (!check.key.verifies(check.message, check.signature)) {
        throw new IllegalStateException("expected a signature that holds");
      }
    }
    return true;
  }
}
