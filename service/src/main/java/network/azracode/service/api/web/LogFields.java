// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Lines that are logged while a request is handled tell which job or node its path names. */
final class LogFields implements AsyncHandlerInterceptor {
  private static final List<String> FIELDS = List.of("jobId", "nodeId");
  private static final int MAX_LENGTH = 66;

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      FIELDS.forEach(field -> put(field, variables.get(field)));
    }
    return true;
  }

  /** Nobody has looked at the path yet: what cannot be an id stays out of the log. */
  private static void put(String field, @Nullable Object value) {
    if (value instanceof String text
        && text.length() <= MAX_LENGTH
        && text.matches("(0x)?[0-9a-fA-F]+")) {
      MDC.put(field, text);
    }
  }

  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    FIELDS.forEach(MDC::remove);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    FIELDS.forEach(MDC::remove);
  }
}
