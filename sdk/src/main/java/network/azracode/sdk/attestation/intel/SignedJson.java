// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.io.ByteArrayInputStream;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document {@code {"<name>": {…}, "signature": "<hex>"}} as Intel's service answers it. The
 * signature covers the exact bytes of the inner object: it is cut out, never written again.
 *
 * @param code {@code tcbInfo} or {@code qeIdentity}, for refusals
 * @param signed the inner object's bytes as they were received
 * @param signature r ‖ s
 * @param content the inner object
 */
record SignedJson(String code, Octets signed, Octets signature, JsonNode content) {
  private static final int MAX_NESTING = 16;
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
              .build());

  static SignedJson parse(String code, String name, Octets json) {
    byte[] bytes = json.toByteArray();
    Octets signed = null;
    Octets signature = null;
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      parser.nextToken(); // whatever begins with anything but a brace has no properties
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String property = parser.currentName();
        JsonToken value = parser.nextToken();
        if (property.equals(name) && value == JsonToken.START_OBJECT) {
          long from = parser.currentTokenLocation().getByteOffset();
          // what is not UTF-8 has no offsets in bytes, so nothing of it could be cut out as signed
          require(code, from >= 0, "UTF-8");
          parser.skipChildren();
          signed = json.slice((int) from, (int) parser.currentLocation().getByteOffset());
        } else if (property.equals("signature") && value == JsonToken.VALUE_STRING) {
          signature = signature(code, parser.getString());
        } else {
          throw malformed(code, "only " + name + " and signature", null);
        }
      }
      require(code, parser.nextToken() == null, "nothing behind the object");
    } catch (JacksonException e) {
      throw malformed(code, "JSON", e);
    }
    if (signed == null || signature == null) {
      throw malformed(code, name + " and signature", null);
    }
    return new SignedJson(code, signed, signature, content(code, signed));
  }

  /**
   * @throws AzraException {@code collateral.<code>.signature}
   */
  void requireSignedBy(X509Certificate signer) {
    EcKey key = EcKey.of(Origin.COLLATERAL, EcCurve.P256, signer.getPublicKey());
    if (!key.verifies(signed, signature)) {
      throw Origin.COLLATERAL.refused(
          code + ".signature", code + ": expected the TCB signing key's signature, found another");
    }
  }

  private static Octets signature(String code, String digits) {
    try {
      return Octets.of(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw malformed(code, "a signature in hexadecimal digits", null);
    }
  }

  private static JsonNode content(String code, Octets signed) {
    try {
      return MAPPER.readTree(new ByteArrayInputStream(signed.toByteArray()));
    } catch (JacksonException e) {
      throw malformed(code, "JSON", e);
    }
  }

  private static void require(String code, boolean holds, String expected) {
    if (!holds) {
      throw malformed(code, expected, null);
    }
  }

  private static AzraException malformed(String code, String expected, @Nullable Throwable cause) {
    return Origin.COLLATERAL.refused(
        code + ".malformed", code + ": expected " + expected + ", found something else", cause);
  }
}
