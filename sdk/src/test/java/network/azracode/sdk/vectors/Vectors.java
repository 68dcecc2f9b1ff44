// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All cases of the manifest, beside the clone or where {@code AZRA_VECTORS} says. A missing folder
 * is a failure; only {@code AZRA_VECTORS=skip} skips what needs it.
 */
public final class Vectors {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Vectors() {}

  public static List<VectorCase> all() {
    Path folder = folder();
    JsonNode manifest = MAPPER.readTree(bytes(folder.resolve("manifest.json")).toByteArray());
    List<VectorCase> cases = new ArrayList<>();
    for (JsonNode entry : manifest) {
      String kind = kind(entry.get("tee").asString());
      cases.add(
          VectorCase.read(kind, folder.resolve(kind).resolve(entry.get("name").asString()), entry));
    }
    return cases;
  }

  /** Cases of one folder: sgx, tdx, snp or nitro. */
  public static List<VectorCase> ofKind(String kind) {
    return all().stream().filter(real -> real.name().startsWith(kind + "/")).toList();
  }

  public static List<VectorCase> accepted() {
    return all().stream().filter(VectorCase::accepted).toList();
  }

  public static Octets bytes(Path file) {
    try {
      return Octets.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kind(String tee) {
    return switch (tee) {
      case "SEV-SNP" -> "snp";
      case "AWS-NITRO" -> "nitro";
      default -> tee.toLowerCase(Locale.ROOT);
    };
  }

  private static Path folder() {
    String configured =
        Optional.ofNullable(System.getenv("AZRA_VECTORS")).orElse("../../shared/vectors");
    Assumptions.assumeFalse(configured.equals("skip"), "AZRA_VECTORS=skip");
    Path folder = Path.of(configured, "attestation");
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "expected attestation vectors in %s; set AZRA_VECTORS to their folder, or to skip"
              .formatted(folder.toAbsolutePath().normalize()));
    }
    return folder;
  }
}
