// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** One case: a quote, its collateral, and what must come out at which time. */
  record Case(String name, Octets quoteBytes, Collateral collateral, JsonNode expected) {
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

  /** All cases of Intel's quotes whose platform's certificate is in the quote. */
  static List<Case> dcap() {
    return Stream.of("sgx", "tdx")
        .flatMap(kind -> cases(folder().resolve(kind)).stream())
        .filter(real -> real.expected().get("certDataType").asInt() == 5)
        .toList();
  }

  static Case dcap(String kind, String name) {
    return read(folder().resolve(kind).resolve(name));
  }

  /** A document that belongs to no case. */
  static Octets document(String path) {
    return document(folder().resolve(path));
  }

  private static List<Case> cases(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.sorted().map(AttestationVectors::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, Octets> documents =
          files
              .filter(file -> !Set.of("quote.bin", "expected.json").contains(name(file)))
              .collect(Collectors.toMap(AttestationVectors::name, AttestationVectors::document));
      return new Case(
          name(folder),
          document(folder.resolve("quote.bin")),
          new Collateral(documents),
          MAPPER.readTree(document(folder.resolve("expected.json")).toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Octets document(Path file) {
    try {
      return Octets.of(Files.readAllBytes(file));
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
