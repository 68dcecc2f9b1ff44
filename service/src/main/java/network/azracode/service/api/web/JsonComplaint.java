// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a JSON body is wrong and what was expected there, in none of the body's own words. */
final class JsonComplaint {
  private JsonComplaint() {}

  static String about(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          "unknown field %s: expected only %s"
              .formatted(place(unknown), names(unknown.getKnownPropertyIds()));
      case DatabindException wrong -> "unexpected value " + place(wrong) + expected(wrong);
      case JacksonException syntax -> "expected JSON, found something else " + place(syntax);
      case null, default -> "expected a body, found none that can be read";
    };
  }

  /** Names of record components, which are ours; an unknown name would be the sender's. */
  private static String expected(DatabindException wrong) {
    String path =
        wrong.getPath().stream()
            .map(JacksonException.Reference::getPropertyName)
            .filter(name -> name != null && name.matches("[a-zA-Z]{1,32}"))
            .collect(Collectors.joining("."));
    return wrong instanceof UnrecognizedPropertyException || path.isEmpty()
        ? ""
        : ": field " + path + " is missing or not of its type";
  }

  private static String names(@Nullable Collection<Object> known) {
    return known == null
        ? "the documented fields"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String place(JacksonException error) {
    TokenStreamLocation location = error.getLocation();
    return location == null
        ? "at an unknown place"
        : "at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
