// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A refusal (RFC 9457): a stable code for programs, a bounded sentence for people. */
public final class ProblemAnswer {
  private static final int MAX_DETAIL = 500;

  private ProblemAnswer() {}

  public static ResponseEntity<ProblemDetail> of(
      HttpStatusCode status, String code, @Nullable String detail) {
    return ResponseEntity.of(detail(status, code, detail)).build();
  }

  /** To be given further properties, such as the reasons of an appraisal. */
  public static ProblemDetail detail(HttpStatusCode status, String code, @Nullable String detail) {
    String text = detail == null ? "" : detail;
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            status, text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "…");
    problem.setType(URI.create("urn:azra:problem:" + code));
    problem.setProperty("code", code);
    return problem;
  }
}
