// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Map;
import java.util.Set;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.protocol.Octets;

/** What a policy asks of Nitro enclaves. */
final class NitroRules {
  private NitroRules() {}

  static void apply(VerifiedNitro nitro, PlatformPolicy policy, Findings findings) {
    Measured measured = new Measured(findings);
    ReferenceValues values = Measured.values(policy);
    if (values == null || !measured.requireNamed(!values.pcrs().isEmpty(), "Nitro")) {
      return;
    }
    for (Map.Entry<Integer, Set<Octets>> pcr : values.pcrs().entrySet()) {
      measured.require(
          "PCR" + pcr.getKey(), pcr.getValue(), nitro.evidence().pcrs().get(pcr.getKey()));
    }
  }
}
