// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of DCAP: quote and the five documents of its collateral. */
public final class DcapVerificationFuzz {
  static final List<String> DOCUMENTS =
      List.of(
          "tcb_info.json",
          "qe_identity.json",
          "tcb_signing_chain.pem",
          "pck_crl.der",
          "root_ca_crl.der");
  private static final Instant AT = Instant.parse("2025-07-04T10:16:31Z");

  private DcapVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(DcapVerificationFuzz::verify, input);
  }

  private static void verify(byte[] input) {
    List<Octets> parts = Parts.split(input, 1 + DOCUMENTS.size());
    DcapQuote quote = DcapQuote.parse(parts.getFirst().toByteArray());
    Map<String, Octets> documents = new HashMap<>();
    for (int i = 0; i < DOCUMENTS.size(); i++) {
      documents.put(DOCUMENTS.get(i), parts.get(1 + i));
    }
    new EvidenceVerifier(TrustAnchors.vendors()).verify(quote, new Collateral(documents), AT);
  }
}
