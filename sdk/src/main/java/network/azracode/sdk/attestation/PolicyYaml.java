// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The keys of a policy file. Hexadecimal values stand in quotes. */
record PolicyYaml(
    String name,
    int version,
    List<Tee> tees,
    List<TcbStatus> statuses,
    Map<String, Bytes32> anchors,
    Measurements measurements,
    List<Bytes32> programs,
    long maximumAgeSeconds,
    boolean debug) {
  private static final int MAX_LENGTH = 65_536;
  private static final long MAX_AGE_SECONDS = Duration.ofDays(7).toSeconds();
  private static final String DEVELOPMENT = "development";
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  record Measurements(List<Octets> mrtd) {}

  static PolicyDocument parse(byte[] yaml) {
    if (yaml.length > MAX_LENGTH) {
      throw PolicyDocument.malformed(
          "expected at most %d bytes, found %d".formatted(MAX_LENGTH, yaml.length));
    }
    try {
      return MAPPER.readValue(yaml, PolicyYaml.class).toDocument(Keccak.hash(yaml));
    } catch (JacksonException e) {
      throw new AzraException("policy.malformed", "policy: " + e.getOriginalMessage(), e);
    }
  }

  private PolicyDocument toDocument(Bytes32 digest) {
    for (Octets mrTd : measurements.mrtd) {
      if (mrTd.length() != TdReport.MEASUREMENT_LENGTH) {
        throw PolicyDocument.malformed(
            "measurements.mrtd: expected 48 bytes, found " + mrTd.length());
      }
    }
    if (!Set.of(DEVELOPMENT).containsAll(anchors.keySet())) {
      throw PolicyDocument.malformed("anchors: expected only \"development\"");
    }
    if (maximumAgeSeconds < 1 || maximumAgeSeconds > MAX_AGE_SECONDS) {
      throw PolicyDocument.malformed(
          "maximumAgeSeconds: expected 1 to %d, found %d"
              .formatted(MAX_AGE_SECONDS, maximumAgeSeconds));
    }
    return new PolicyDocument(
        digest,
        name,
        version,
        distinct("tees", tees),
        distinct("statuses", statuses),
        Optional.ofNullable(anchors.get(DEVELOPMENT)),
        distinct("measurements.mrtd", measurements.mrtd),
        distinct("programs", programs),
        Duration.ofSeconds(maximumAgeSeconds),
        debug);
  }

  private static <T> Set<T> distinct(String key, List<T> values) {
    Set<T> distinct = new HashSet<>(values);
    if (values.isEmpty() || distinct.size() != values.size()) {
      throw PolicyDocument.malformed(key + ": expected at least one value, each only once");
    }
    return distinct;
  }
}
