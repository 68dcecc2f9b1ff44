// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** The HTTP status of each stable code; a code that is not listed blames the request. */
final class ProblemStatus {
  private static final Map<String, HttpStatus> STATUS =
      Map.ofEntries(Map.entry("request.too-large", HttpStatus.CONTENT_TOO_LARGE));

  private ProblemStatus() {}

  static HttpStatus of(String code) {
    return STATUS.getOrDefault(code, HttpStatus.BAD_REQUEST);
  }
}
