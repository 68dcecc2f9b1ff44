// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Refusals as every endpoint gives them. */
public final class Expect {
  private Expect() {}

  public static RestTestClient.BodyContentSpec problem(
      RestTestClient.ResponseSpec answer, int status, String code) {
    return answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }
}
