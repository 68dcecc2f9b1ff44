// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.vectors.VectorCase;
import org.bouncycastle.util.Arrays;

/** Evidence of every kind, bare and in packages. */
final class EvidenceSeeds {
  private static final EnclaveBinding BINDING =
      new EnclaveBinding(
          new NodeId(1),
          Address.of("0x00000000000000000000000000000000000000aa"),
          Address.of("0x00000000000000000000000000000000000000bb"),
          Bytes32.ZERO,
          new PolicyId(1),
          Bytes32.ZERO,
          1000,
          Bytes32.ZERO);

  private EvidenceSeeds() {}

  static List<byte[]> forged() {
    byte[] quote = DcapSeeds.quotes().getLast();
    byte[] report = SnpSeeds.reports().getLast();
    byte[] document = NitroSeeds.documents().getFirst();
    return List.of(
        quote,
        report,
        document,
        Arrays.concatenate(report, SnpSeeds.tables().getLast()),
        packaged(EvidencePackage.TDX, quote, List.of()),
        packaged(EvidencePackage.SEV_SNP, report, List.of(Octets.of("0x30"))),
        packaged(EvidencePackage.NITRO, document, List.of()));
  }

  static List<byte[]> real(List<VectorCase> cases) {
    List<byte[]> seeds = new ArrayList<>();
    for (VectorCase real : cases) {
      byte[] evidence = real.evidence().toByteArray();
      seeds.add(evidence);
      seeds.add(packaged(kind(real), evidence, List.of()));
    }
    return seeds;
  }

  private static String kind(VectorCase real) {
    String folder = real.name().substring(0, real.name().indexOf('/'));
    return folder.equals("snp") ? EvidencePackage.SEV_SNP : folder;
  }

  private static byte[] packaged(String type, byte[] evidence, List<Octets> certificates) {
    return new EvidencePackage(type, Octets.of(evidence), BINDING, Bytes32.ZERO, certificates)
        .encode();
  }
}
