// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shape of a policy file, and what is said of one that has another: path, expected, found. */
final class PolicySchema {
  private static final int MAX_QUOTED = 80;
  private static final JsonNode SOURCE =
      new JsonMapper().readTree(PolicyReader.resource("policy.schema.json"));
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SOURCE.toString());

  private PolicySchema() {}

  /**
   * @throws AzraException {@code policy.malformed}
   */
  static void require(JsonNode document) {
    List<Error> errors = SCHEMA.validate(document);
    if (!errors.isEmpty()) {
      throw PolicyReader.malformed(sentence(errors.getFirst()));
    }
  }

  private static String sentence(Error error) {
    String path = error.getInstanceLocation().toString();
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          "%s: expected only keys of %s, found \"%s\""
              .formatted(at(path), siblings(error), quoted(error.getProperty()));
      case "required" -> "%s/%s: expected a value, found none".formatted(path, error.getProperty());
      case "false" ->
          "%s: expected nothing beside the other keys, found %s"
              .formatted(at(path), quoted(error.getInstanceNode()));
      default ->
          "%s: expected %s %s, found %s"
              .formatted(
                  at(path),
                  error.getKeyword(),
                  quoted(error.getSchemaNode()),
                  quoted(error.getInstanceNode()));
    };
  }

  /** Keys that the schema knows where it met one that it does not. */
  private static List<String> siblings(Error error) {
    String fragment = error.getSchemaLocation().getFragment().toString();
    String parent = fragment.substring(0, Math.max(0, fragment.lastIndexOf('/')));
    return SOURCE.at(parent + "/properties").propertyNames().stream().toList();
  }

  private static String at(String path) {
    return path.isEmpty() ? "/" : path;
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    return text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
  }
}
