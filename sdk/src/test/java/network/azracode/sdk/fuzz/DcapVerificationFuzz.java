// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of DCAP: time, quote and the five documents of its collateral. */
public final class DcapVerificationFuzz {
  static final List<String> DOCUMENTS =
      List.of(
          "tcb_info.json",
          "qe_identity.json",
          "tcb_signing_chain.pem",
          "pck_crl.der",
          "root_ca_crl.der");

  private DcapVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(DcapVerificationFuzz::verify, input);
  }

  private static void verify(byte[] input) {
    List<Octets> parts = Parts.split(input, 2 + DOCUMENTS.size());
    Map<String, Octets> documents = new HashMap<>();
    for (int i = 0; i < DOCUMENTS.size(); i++) {
      documents.put(DOCUMENTS.get(i), parts.get(2 + i));
    }
    VerificationFuzz.verify(
        DcapQuote.parse(parts.get(1).toByteArray()),
        new Collateral(documents),
        VerificationFuzz.time(parts.getFirst()));
  }
}
