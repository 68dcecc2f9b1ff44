// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.policy.NamedPolicy;

/** Policy files: YAML, schema, defaults. */
public final class PolicyFuzz {
  private PolicyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> PolicyDocument.of(NamedPolicy.parse(bytes)), input);
  }
}
