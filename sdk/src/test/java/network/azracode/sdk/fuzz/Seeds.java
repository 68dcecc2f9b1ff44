// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Octets;

/**
 * Where fuzzing starts from: inputs that are right in form, made anew and the same each time; and,
 * where the folder of vectors is there, real evidence.
 */
final class Seeds {
  static final List<String> TARGETS =
      List.of(
          "DcapQuoteFuzz",
          "DcapVerificationFuzz",
          "SnpEvidenceFuzz",
          "NitroDocumentFuzz",
          "SnpVerificationFuzz",
          "NitroVerificationFuzz");
  private static final List<String> SNP_FILES =
      List.of("report.bin", "vek.der", "ica.der", "ark.der");

  private Seeds() {}

  /** Writes {@code <folder>/<target>/seed-n} for every target. */
  public static void main(String[] arguments) throws IOException {
    Path vectors = Path.of(arguments[1]);
    for (String target : TARGETS) {
      List<byte[]> seeds = new ArrayList<>(forged(target));
      if (Files.isDirectory(vectors)) {
        seeds.addAll(real(target, vectors));
      }
      Path folder = Files.createDirectories(Path.of(arguments[0]).resolve(target));
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-" + i), seeds.get(i));
      }
    }
  }

  /** By the target's simple name. */
  static List<byte[]> forged(String target) {
    return switch (target) {
      case "DcapQuoteFuzz" -> DcapSeeds.forged(false);
      case "DcapVerificationFuzz" -> DcapSeeds.forged(true);
      case "SnpEvidenceFuzz" -> reports();
      case "SnpVerificationFuzz" ->
          reports().stream().map(report -> Parts.join(List.of(Octets.of(report)))).toList();
      default -> documents();
    };
  }

  private static List<byte[]> reports() {
    return IntStream.rangeClosed(2, 5)
        .mapToObj(version -> new SnpForge(version).unsigned().toByteArray())
        .toList();
  }

  private static List<byte[]> documents() {
    NitroForge document =
        new NitroForge(new byte[] {1}, List.of(new byte[] {2}), Instant.ofEpochSecond(1));
    byte[] definite = document.signedByNobody().toByteArray();
    return List.of(definite, document.openMap().signedByNobody().toByteArray());
  }

  private static List<byte[]> real(String target, Path vectors) throws IOException {
    List<byte[]> real = new ArrayList<>();
    if (target.startsWith("Dcap")) {
      for (String kind : List.of("sgx", "tdx")) {
        for (Path folder : cases(vectors.resolve(kind))) {
          real.add(DcapSeeds.real(folder, target.equals("DcapVerificationFuzz")));
        }
      }
      return real;
    }
    if (target.startsWith("Nitro")) {
      for (Path folder : cases(vectors.resolve("nitro"))) {
        real.add(Files.readAllBytes(folder.resolve("document.cose")));
      }
      return real;
    }
    for (Path folder : cases(vectors.resolve("snp"))) {
      List<Octets> parts = new ArrayList<>();
      for (String file : SNP_FILES) {
        parts.add(Octets.of(Files.readAllBytes(folder.resolve(file))));
      }
      boolean parser = target.equals("SnpEvidenceFuzz");
      real.add(parser ? parts.getFirst().toByteArray() : Parts.join(parts));
    }
    return real;
  }

  private static List<Path> cases(Path folder) throws IOException {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.sorted().toList();
    }
  }
}
