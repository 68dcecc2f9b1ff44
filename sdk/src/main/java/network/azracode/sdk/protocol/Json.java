// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the protocol's types: strict, small and flat. */
public final class Json {
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;
  private static final int MAX_STRING_LENGTH = 65_536;
  private static final int MAX_NESTING = 16;

  /** Refuses unknown, missing, repeated and null fields, and anything after the document. */
  public static final JsonMapper MAPPER =
      strict(MAX_DOCUMENT_BYTES, MAX_STRING_LENGTH, MAX_NESTING);

  private Json() {}

  /** As strict as {@link #MAPPER}, for documents of another size. */
  public static JsonMapper strict(int maxDocumentBytes, int maxStringLength, int maxNesting) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxDocumentLength(maxDocumentBytes)
                        .maxStringLength(maxStringLength)
                        .maxNestingDepth(maxNesting)
                        .maxNumberLength(80)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .build();
  }
}
