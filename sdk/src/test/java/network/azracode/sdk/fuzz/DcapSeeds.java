// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.protocol.Octets;

/** Quotes, alone or with their collateral: of a test vendor, or real ones. */
final class DcapSeeds {
  private static final IntelPki PKI = new IntelPki();

  private DcapSeeds() {}

  /** One of every version and body, new keys each time. */
  static List<byte[]> forged(boolean withCollateral) {
    return Stream.of(
            SyntheticDcap.of(PKI, 3, Body.SGX),
            SyntheticDcap.of(PKI, 4, Body.SGX),
            SyntheticDcap.of(PKI, 4, Body.TD),
            SyntheticDcap.of(PKI, 5, Body.SGX),
            SyntheticDcap.of(PKI, 5, Body.TD),
            SyntheticDcap.of(PKI, 5, Body.TD_1_5))
        .map(SyntheticDcap::issue)
        .map(issued ->
            withCollateral
                ? joined(issued.quote(), new Collateral(issued.documents()))
                : issued.quote().toByteArray())
        .toList();
  }

  /** A case of the vectors; documents that it lacks are empty. */
  static byte[] real(Path folder, boolean withCollateral) throws IOException {
    List<Octets> parts = new ArrayList<>();
    parts.add(Octets.of(Files.readAllBytes(folder.resolve("quote.bin"))));
    if (!withCollateral) {
      return parts.getFirst().toByteArray();
    }
    for (String name : DcapVerificationFuzz.DOCUMENTS) {
      Path file = folder.resolve(name);
      parts.add(Files.exists(file) ? Octets.of(Files.readAllBytes(file)) : Octets.EMPTY);
    }
    return Parts.join(parts);
  }

  private static byte[] joined(Octets quote, Collateral collateral) {
    List<Octets> parts = new ArrayList<>(List.of(quote));
    DcapVerificationFuzz.DOCUMENTS.forEach(name -> parts.add(collateral.document(name)));
    return Parts.join(parts);
  }
}
