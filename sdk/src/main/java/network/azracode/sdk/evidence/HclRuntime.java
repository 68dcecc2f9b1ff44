// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.HexFormat;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Azure's paravisor says in a guest's name: JSON whose SHA-256 stands in the first half of the
 * report data. It holds the virtual TPM's attestation key and, under {@code user-data}, 64 bytes of
 * the guest's own.
 *
 * @param json as hashed, never written anew
 * @param userData the guest's own bytes, if there are any
 */
public record HclRuntime(Octets json, Optional<Octets> userData) {
  public static final int MAX_LENGTH = 16_384;
  static final String MAGIC = "HCLA";
  private static final int HEADER_LENGTH = 32;
  private static final int SNP = 2;
  private static final int TDX = 4;
  private static final int SHA_256 = 1;
  private static final int MAX_NESTING = 16;
  private static final String USER_DATA = "user-data";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxDocumentLength(MAX_LENGTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the JSON alone, as it may lie beside a report.
   *
   * @throws AzraException {@code evidence.malformed}
   */
  public static HclRuntime parse(Octets json) {
    if (json.length() > MAX_LENGTH) {
      throw ByteReader.malformed(
          "runtime data", "expected at most " + MAX_LENGTH + " bytes", "found " + json.length());
    }
    try {
      JsonNode claims = MAPPER.readTree(json.toByteArray());
      if (!claims.isObject()) {
        throw notAnObject();
      }
      return new HclRuntime(json, userData(claims.get(USER_DATA)));
    } catch (JacksonException e) {
      // the parser's own message may quote what it read
      throw notAnObject();
    }
  }

  /** Passes the header before the report. */
  static void readHeader(ByteReader blob) {
    blob.take("HCL header", HEADER_LENGTH);
  }

  /** Reads what follows the report; bytes after the declared JSON pad the TPM's index. */
  static HclRuntime read(ByteReader blob) {
    blob.take("runtime data size and version", 8);
    long reportType = blob.u32("runtime data report type");
    if (reportType == TDX) {
      throw ByteReader.malformed(
          "HCL report",
          "expected a report of SEV-SNP, type 2",
          "found one of TDX, type 4: only the quote made from it can be verified");
    }
    blob.expect("runtime data report type", SNP, reportType);
    blob.expect("runtime data hash type", SHA_256, blob.u32("runtime data hash type"));
    return parse(blob.take("runtime data", blob.u32("runtime data length")));
  }

  /** Claims that are not the 64 bytes Azure documents bind nothing, but are no error either. */
  private static Optional<Octets> userData(@Nullable JsonNode node) {
    if (node == null || !node.isString()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Octets.of(HexFormat.of().parseHex(node.asString())))
          .filter(bytes -> bytes.length() == ReportData.LENGTH);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static AzraException notAnObject() {
    return ByteReader.malformed("runtime data", "expected a JSON object", "found something else");
  }
}
