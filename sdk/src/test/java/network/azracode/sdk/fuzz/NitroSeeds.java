// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.StandInNsm;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;

/** Nitro documents, alone or with a time. */
final class NitroSeeds {
  private NitroSeeds() {}

  static List<byte[]> documents() {
    NitroForge document =
        new NitroForge(new byte[] {1}, List.of(new byte[] {2}), Instant.ofEpochSecond(1));
    byte[] definite = document.signedByNobody().toByteArray();
    return List.of(definite, document.openMap().signedByNobody().toByteArray());
  }

  static List<byte[]> documents(List<VectorCase> cases) {
    return nitro(cases).map(real -> real.evidence().toByteArray()).toList();
  }

  /** Of the security module. */
  static List<byte[]> responses() {
    byte[] document = CborBytes.bytes(documents().getFirst());
    return List.of(
        StandInNsm.answer("Attestation", CborBytes.map(CborBytes.text("document"), document))
            .toByteArray(),
        StandInNsm.refusal("InternalError").toByteArray());
  }

  static List<byte[]> verifications() {
    return documents().stream()
        .map(document -> joined(Instant.ofEpochSecond(1), Octets.of(document)))
        .toList();
  }

  static List<byte[]> verifications(List<VectorCase> cases) {
    return nitro(cases).map(real -> joined(real.verifyAt(), real.evidence())).toList();
  }

  private static Stream<VectorCase> nitro(List<VectorCase> cases) {
    return cases.stream().filter(real -> real.name().startsWith("nitro/"));
  }

  private static byte[] joined(Instant at, Octets document) {
    return Parts.join(List.of(VerificationFuzz.part(at), document));
  }
}
