// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of SEV-SNP: report, three certificates, revocation list, runtime data. */
public final class SnpVerificationFuzz {
  private static final Instant AT = Instant.parse("2026-03-25T12:55:28Z");
  private static final int PARTS = 6;

  private SnpVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(SnpVerificationFuzz::verify, input);
  }

  private static void verify(byte[] input) {
    List<Octets> parts = Parts.split(input, PARTS);
    SnpEvidence evidence = SnpEvidence.parse(parts.get(0), parts.subList(1, 4));
    Map<String, Octets> documents = new HashMap<>();
    if (parts.get(4).length() > 0) {
      documents.put("crl.der", parts.get(4));
    }
    if (parts.get(5).length() > 0) {
      documents.put("hcl_runtime_data.json", parts.get(5));
    }
    new EvidenceVerifier(TrustAnchors.vendors()).verify(evidence, new Collateral(documents), AT);
  }
}
