// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real evidence, beside the clone or where {@code AZRA_VECTORS} says. A missing folder is a
 * failure; only {@code AZRA_VECTORS=skip} skips what needs it.
 */
final class AttestationVectors {
  private static final JsonMapper MAPPER = new JsonMapper();

  private AttestationVectors() {}

  /** One case: a quote, and what must come out at which time. */
  record Case(String name, Octets quoteBytes, JsonNode expected) {
    byte[] quote() {
      return quoteBytes.toByteArray();
    }

    Instant verifyAt() {
      return Instant.parse(expected.get("validity").get("verifyAt").asString());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All TDX cases of quote version 4. */
  static List<Case> tdxV4() {
    try (Stream<Path> cases = Files.list(folder().resolve("tdx"))) {
      return cases.sorted().map(AttestationVectors::read).filter(c -> version(c) == 4).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Case tdx(String name) {
    return read(folder().resolve("tdx").resolve(name));
  }

  private static int version(Case evidence) {
    return evidence.expected().get("quoteVersion").asInt();
  }

  private static Case read(Path folder) {
    try {
      return new Case(
          folder.getFileName().toString(),
          Octets.of(Files.readAllBytes(folder.resolve("quote.bin"))),
          MAPPER.readTree(Files.readAllBytes(folder.resolve("expected.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
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
