// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.vectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.protocol.Octets;
import tools.jackson.databind.JsonNode;

/** One case of the manifest: evidence, what vendors say beside it, and what must come out. */
public record VectorCase(
    String name,
    Path folder,
    Path file,
    Octets evidence,
    Collateral collateral,
    JsonNode expected) {
  private static final List<String> EVIDENCE = List.of("quote.bin", "report.bin", "document.cose");
  private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

  static VectorCase read(String kind, Path folder, JsonNode expected) {
    Path file =
        EVIDENCE.stream().map(folder::resolve).filter(Files::exists).findFirst().orElseThrow();
    return new VectorCase(
        kind + "/" + folder.getFileName(),
        folder,
        file,
        Vectors.bytes(file),
        FolderCollateral.read(folder),
        expected);
  }

  public boolean accepted() {
    return expected.get("expected").get("strictPolicyAccept").asBoolean();
  }

  /** Whether everything is signed as it should be, whatever a policy makes of it. */
  public boolean genuine() {
    return expected.get("expected").get("verdict").asString().startsWith("VERIFIES");
  }

  public boolean dcap() {
    return expected.has("quoteVersion");
  }

  public Instant verifyAt() {
    return instant("verifyAt", ANY_TIME);
  }

  public Instant notBefore() {
    return instant("notBefore", Instant.MIN);
  }

  public Instant notAfter() {
    return instant("notAfter", Instant.MAX);
  }

  private Instant instant(String field, Instant otherwise) {
    JsonNode validity = expected.get("validity");
    return validity == null || !validity.hasNonNull(field)
        ? otherwise
        : Instant.parse(validity.get(field).asString());
  }

  @Override
  public String toString() {
    return name;
  }
}
