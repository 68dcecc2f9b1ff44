// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.AzraException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** CBOR of what travels between node and enclave, and of what the node keeps of it. */
public final class Wire {
  private static final int MAX_STRING_LENGTH = 4_096;
  private static final int MAX_NESTING = 8;

  private static final CBORMapper MAPPER =
      CBORMapper.builder(
              CBORFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(FrameChannel.MAX_FRAME_BYTES)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .maxNestingDepth(MAX_NESTING)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Wire() {}

  public static byte[] encode(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * @throws AzraException {@code enclave.message}; it names the type, never the bytes
   */
  public static <T> T decode(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new AzraException(
          "enclave.message",
          "expected one %s in CBOR, found %d other bytes"
              .formatted(type.getSimpleName(), bytes.length));
    }
  }
}
