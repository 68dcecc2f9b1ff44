// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/** A long whose 64 bits count as unsigned; in JSON a decimal string, which no JavaScript rounds. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonSerialize(using = UnsignedLong.Writer.class)
@JsonDeserialize(using = UnsignedLong.Reader.class)
@interface UnsignedLong {

  /** Writes the decimal string. */
  final class Writer extends ValueSerializer<Long> {
    @Override
    public void serialize(Long value, JsonGenerator json, SerializationContext context) {
      json.writeString(Long.toUnsignedString(value));
    }
  }

  /** Reads the decimal string, and nothing else. */
  final class Reader extends ValueDeserializer<Long> {
    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw malformed();
      }
      try {
        return Long.parseUnsignedLong(json.getString());
      } catch (NumberFormatException e) {
        throw malformed();
      }
    }

    private static AzraException malformed() {
      return new AzraException(
          "number.malformed", "nonce: expected a string of decimal digits from 0 to 2^64 - 1");
    }
  }
}
