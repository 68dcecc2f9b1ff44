// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;

/** Quotes, their chains and their collateral: of a test vendor, or real ones. */
final class DcapSeeds {
  private DcapSeeds() {}

  static List<byte[]> quotes() {
    return issued().map(issued -> issued.quote().toByteArray()).toList();
  }

  static List<byte[]> quotes(List<VectorCase> cases) {
    return dcap(cases).map(real -> real.evidence().toByteArray()).toList();
  }

  static List<byte[]> chains() {
    return quotes().stream().map(DcapSeeds::chain).toList();
  }

  static List<byte[]> chains(List<VectorCase> cases) {
    return quotes(cases).stream().map(DcapSeeds::chain).toList();
  }

  /** One document of the collateral, for each kind. */
  static List<byte[]> documents(String name) {
    return issued().map(issued -> document(issued, name).toByteArray()).toList();
  }

  static List<byte[]> documents(List<VectorCase> cases, String name) {
    return dcap(cases)
        .flatMap(real -> Stream.ofNullable(real.collateral().documents().get(name)))
        .map(Octets::toByteArray)
        .toList();
  }

  static List<byte[]> verifications() {
    return issued()
        .map(issued -> joined(IntelPki.AT, issued.quote(), new Collateral(issued.documents())))
        .toList();
  }

  static List<byte[]> verifications(List<VectorCase> cases) {
    return dcap(cases)
        .map(real -> joined(real.verifyAt(), real.evidence(), real.collateral()))
        .toList();
  }

  /** One of every version and body, new keys each time. */
  private static Stream<SyntheticDcap.Issued> issued() {
    IntelPki pki = new IntelPki();
    return Stream.of(
            SyntheticDcap.of(pki, 3, Body.SGX),
            SyntheticDcap.of(pki, 4, Body.SGX),
            SyntheticDcap.of(pki, 4, Body.TD),
            SyntheticDcap.of(pki, 5, Body.SGX),
            SyntheticDcap.of(pki, 5, Body.TD),
            SyntheticDcap.of(pki, 5, Body.TD_1_5))
        .map(SyntheticDcap::issue);
  }

  private static Octets document(SyntheticDcap.Issued issued, String name) {
    return new Collateral(issued.documents()).document(name);
  }

  private static Stream<VectorCase> dcap(List<VectorCase> cases) {
    return cases.stream().filter(VectorCase::dcap);
  }

  private static byte[] chain(byte[] quote) {
    return DcapQuote.parse(quote).quotingEnclave().certification().data().toByteArray();
  }

  /** Documents that a case lacks are empty. */
  private static byte[] joined(Instant at, Octets quote, Collateral collateral) {
    List<Octets> parts = new ArrayList<>(List.of(VerificationFuzz.part(at), quote));
    for (String name : DcapVerificationFuzz.DOCUMENTS) {
      parts.add(collateral.documents().getOrDefault(name, Octets.EMPTY));
    }
    return Parts.join(parts);
  }
}
