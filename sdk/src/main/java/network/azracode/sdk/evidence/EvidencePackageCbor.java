// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** The package's CBOR. Keys are written in canonical order: shorter first, then bytewise. */
final class EvidencePackageCbor {
  private static final int MAX_NESTING = 4;
  private static final Set<String> FIELDS =
      Set.of("type", "binding", "evidence", "sealingKey", "certificates");
  private static final Set<String> BINDING_FIELDS =
      Set.of(
          "nodeId",
          "policy",
          "signer",
          "operator",
          "programsHash",
          "challengeHash",
          "challengeBlock",
          "sealingKeyHash");
  private static final CBORMapper MAPPER =
      new CBORMapper(
          CBORFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_NESTING)
                      .maxDocumentLength(EvidencePackage.MAX_LENGTH)
                      .build())
              .build());

  private EvidencePackageCbor() {}

  static EvidencePackage decode(byte[] cbor) {
    try {
      JsonNode map = fields(MAPPER.readTree(cbor), "package", FIELDS);
      List<Octets> certificates = new ArrayList<>();
      for (JsonNode certificate : array(map.get("certificates"))) {
        certificates.add(bytes(certificate, "certificate"));
      }
      return new EvidencePackage(
          text(map.get("type")),
          bytes(map.get("evidence"), "evidence"),
          binding(fields(map.get("binding"), "binding", BINDING_FIELDS)),
          word(map, "sealingKey"),
          certificates);
    } catch (JacksonException e) {
      // the parser's own message may quote what it read
      throw EvidencePackage.malformed("expected a CBOR map, found something else");
    }
  }

  static byte[] encode(EvidencePackage value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator cbor = MAPPER.createGenerator(out)) {
      cbor.writeStartObject(value, FIELDS.size());
      cbor.writeStringProperty("type", value.type());
      cbor.writeName("binding");
      writeBinding(cbor, value.binding());
      cbor.writeBinaryProperty("evidence", value.evidence().toByteArray());
      cbor.writeBinaryProperty("sealingKey", value.sealingKey().toByteArray());
      cbor.writeName("certificates");
      cbor.writeStartArray(value, value.certificates().size());
      for (Octets certificate : value.certificates()) {
        cbor.writeBinary(certificate.toByteArray());
      }
      cbor.writeEndArray();
      cbor.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void writeBinding(JsonGenerator cbor, EnclaveBinding binding) {
    cbor.writeStartObject(binding, BINDING_FIELDS.size());
    cbor.writeNumberProperty("nodeId", binding.nodeId().value());
    cbor.writeNumberProperty("policy", binding.policy().value());
    cbor.writeBinaryProperty("signer", binding.signer().toByteArray());
    cbor.writeBinaryProperty("operator", binding.operator().toByteArray());
    cbor.writeBinaryProperty("programsHash", binding.programsHash().toByteArray());
    cbor.writeBinaryProperty("challengeHash", binding.challengeHash().toByteArray());
    cbor.writeNumberProperty("challengeBlock", binding.challengeBlock());
    cbor.writeBinaryProperty("sealingKeyHash", binding.sealingKeyHash().toByteArray());
    cbor.writeEndObject();
  }

  private static EnclaveBinding binding(JsonNode map) {
    long policy = number(map, "policy");
    if (policy != (int) policy) {
      throw EvidencePackage.malformed("policy: expected 24 bits, found " + policy);
    }
    return new EnclaveBinding(
        new NodeId(number(map, "nodeId")),
        Address.of(bytes(map.get("operator"), "operator").toByteArray()),
        Address.of(bytes(map.get("signer"), "signer").toByteArray()),
        word(map, "sealingKeyHash"),
        new PolicyId((int) policy),
        word(map, "programsHash"),
        number(map, "challengeBlock"),
        word(map, "challengeHash"));
  }

  private static JsonNode fields(JsonNode node, String what, Set<String> expected) {
    Set<String> found = node.isObject() ? Set.copyOf(node.propertyNames()) : Set.of();
    if (!found.equals(expected)) {
      throw EvidencePackage.malformed(
          "%s: expected the keys %s, found %d keys that differ"
              .formatted(what, new TreeSet<>(expected), found.size()));
    }
    return node;
  }

  private static JsonNode array(JsonNode node) {
    if (!node.isArray()) {
      throw EvidencePackage.malformed("certificates: expected an array");
    }
    return node;
  }

  private static String text(JsonNode node) {
    if (!node.isString()) {
      throw EvidencePackage.malformed("type: expected text");
    }
    return node.asString();
  }

  private static long number(JsonNode map, String field) {
    JsonNode node = map.get(field);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw EvidencePackage.malformed(field + ": expected an unsigned integer");
    }
    return node.asLong();
  }

  private static Bytes32 word(JsonNode map, String field) {
    return Bytes32.of(bytes(map.get(field), field).toByteArray());
  }

  private static Octets bytes(JsonNode node, String field) {
    if (!node.isBinary()) {
      throw EvidencePackage.malformed(field + ": expected a byte string");
    }
    return Octets.of(node.binaryValue());
  }
}
