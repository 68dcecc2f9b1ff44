// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

@DisplayName("I-19 fields of the log")
class LogFieldsTest {
  private final LogFields fields = new LogFields();
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void aLineTellsTheNodeAndJobOfItsRequestAndNoLater() {
    handle(Map.of("nodeId", "7", "jobId", "0x" + "ab".repeat(32), "digest", "0x00"));
    assertThat(MDC.getCopyOfContextMap())
        .isEqualTo(Map.of("nodeId", "7", "jobId", "0x" + "ab".repeat(32)));
    fields.afterCompletion(request, response, this, null);
    assertThat(MDC.get("nodeId")).isNull();
    assertThat(MDC.get("jobId")).isNull();
  }

  @Test
  void whatIsNoIdStaysOutOfTheLog() {
    handle(Map.of("nodeId", "canary payload", "jobId", "a".repeat(67)));
    assertThat(MDC.get("nodeId")).isNull();
    assertThat(MDC.get("jobId")).isNull();
  }

  private void handle(Map<String, String> variables) {
    request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, variables);
    fields.preHandle(request, response, this);
  }
}
