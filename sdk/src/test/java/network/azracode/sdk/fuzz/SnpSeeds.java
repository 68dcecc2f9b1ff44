// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.AmdSeeds;
import network.azracode.sdk.evidence.CertificateTableForge;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;

/** SEV-SNP: reports, runtime data, certificates, and all of them together. */
final class SnpSeeds {
  private static final String RUNTIME = "hcl_runtime_data.json";
  private static final List<String> DOCUMENTS =
      List.of("vek.der", "ica.der", "ark.der", "crl.der", RUNTIME);

  private SnpSeeds() {}

  static List<byte[]> reports() {
    return IntStream.rangeClosed(2, 5)
        .mapToObj(version -> new SnpForge(version).unsigned().toByteArray())
        .toList();
  }

  static List<byte[]> reports(List<VectorCase> cases) {
    return snp(cases).map(real -> real.evidence().toByteArray()).toList();
  }

  static List<byte[]> runtimes() {
    return Stream.of(
            "{'user-data':'%s'}".formatted("00".repeat(64)),
            "{'keys':[{'kid':'HCLAkPub','key_ops':['sign']}],'vm-configuration':{}}")
        .map(json -> json.replace('\'', '"').getBytes(StandardCharsets.US_ASCII))
        .toList();
  }

  static List<byte[]> runtimes(List<VectorCase> cases) {
    return documents(cases, RUNTIME);
  }

  static List<byte[]> tables() {
    CertificateTableForge table = new CertificateTableForge();
    List<byte[]> empty = List.of(table.table().toByteArray());
    table
        .with(CertificateTableForge.VCEK, Octets.of("0x3001"))
        .with(CertificateTableForge.ASK, Octets.of("0x3002"))
        .with(CertificateTableForge.ARK, Octets.of("0x3003"));
    return List.of(empty.getFirst(), table.table().toByteArray());
  }

  /** Certificates of endorsement keys. */
  static List<byte[]> keys() {
    return AmdSeeds.certificates().stream().map(Octets::toByteArray).toList();
  }

  static List<byte[]> keys(List<VectorCase> cases) {
    return documents(cases, DOCUMENTS.getFirst());
  }

  static List<byte[]> verifications() {
    return reports().stream()
        .map(report -> Parts.join(List.of(VerificationFuzz.part(Instant.EPOCH), Octets.of(report))))
        .toList();
  }

  static List<byte[]> verifications(List<VectorCase> cases) {
    return snp(cases).map(SnpSeeds::joined).toList();
  }

  private static List<byte[]> documents(List<VectorCase> cases, String name) {
    return snp(cases)
        .flatMap(real -> Stream.ofNullable(real.collateral().documents().get(name)))
        .map(Octets::toByteArray)
        .toList();
  }

  private static Stream<VectorCase> snp(List<VectorCase> cases) {
    return cases.stream().filter(real -> real.name().startsWith("snp/"));
  }

  private static byte[] joined(VectorCase real) {
    Stream<Octets> documents =
        DOCUMENTS.stream()
            .map(name -> real.collateral().documents().getOrDefault(name, Octets.EMPTY));
    return Parts.join(
        Stream.concat(Stream.of(VerificationFuzz.part(real.verifyAt()), real.evidence()), documents)
            .toList());
  }
}
