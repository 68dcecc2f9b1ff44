// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * YAML to policy: first the schema ({@code policy.schema.json}, beside this class), then what the
 * file leaves out, as {@code network.yaml} has it; for keys that came later, as {@code
 * unasked.yaml}. Those defaults never change, since the digest on chain covers only what the file
 * says itself.
 */
final class PolicyReader {
  private static final int MAX_LENGTH = 65_536;
  private static final int MAX_NESTING = 8;
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();
  private static final List<String> NEVER_DEFAULT = List.of("programs", "maximumAgeSeconds");

  private PolicyReader() {}

  /**
   * @throws AzraException {@code policy.malformed}
   */
  static PolicyFile read(byte[] yaml) {
    if (yaml.length > MAX_LENGTH) {
      throw malformed("expected at most %d bytes, found %d".formatted(MAX_LENGTH, yaml.length));
    }
    try {
      JsonNode document = MAPPER.readTree(yaml);
      PolicySchema.require(document);
      ObjectNode whole = (ObjectNode) MAPPER.readTree(resource("unasked.yaml"));
      merge(whole, (ObjectNode) MAPPER.readTree(resource("network.yaml")));
      NEVER_DEFAULT.forEach(whole::remove);
      merge(whole, (ObjectNode) document);
      return MAPPER.treeToValue(whole, PolicyFile.class);
    } catch (JacksonException e) {
      throw new AzraException("policy.malformed", "policy: " + e.getOriginalMessage(), e);
    }
  }

  static byte[] resource(String name) {
    try (InputStream in = PolicyReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected resource " + name + " beside this class");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AzraException malformed(String message) {
    return new AzraException("policy.malformed", "policy: " + message);
  }

  /** Objects by key, everything else as a whole: a list in a file replaces the default's. */
  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(entry -> {
          if (into.get(entry.getKey()) instanceof ObjectNode below
              && entry.getValue() instanceof ObjectNode above) {
            merge(below, above);
          } else {
            into.set(entry.getKey(), entry.getValue());
          }
        });
  }
}
