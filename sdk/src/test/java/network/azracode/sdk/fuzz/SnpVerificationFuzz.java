// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of SEV-SNP: time, report, three certificates, list, runtime data. */
public final class SnpVerificationFuzz {
  private static final int PARTS = 7;

  private SnpVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(SnpVerificationFuzz::verify, input);
  }

  private static void verify(byte[] input) {
    List<Octets> parts = Parts.split(input, PARTS);
    SnpEvidence evidence = SnpEvidence.parse(parts.get(1), parts.subList(2, 5));
    Map<String, Octets> documents = new HashMap<>();
    if (parts.get(5).length() > 0) {
      documents.put("crl.der", parts.get(5));
    }
    if (parts.get(6).length() > 0) {
      documents.put("hcl_runtime_data.json", parts.get(6));
    }
    VerificationFuzz.verify(
        evidence, new Collateral(documents), VerificationFuzz.time(parts.getFirst()));
  }
}
