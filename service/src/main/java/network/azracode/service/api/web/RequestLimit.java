// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever asks too much, and everybody while too much is asked, is told when to ask again, before
 * anything is read or looked up.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestLimit extends OncePerRequestFilter {
  private static final int NETWORK_BYTES = 8;

  private final LimitProperties limits;
  private final TokenBuckets buckets;
  private final Semaphore free;
  private final JsonMapper mapper;

  RequestLimit(LimitProperties limits, JsonMapper mapper) {
    this.limits = limits;
    this.buckets = new TokenBuckets(limits.requestsPerSecond(), limits.burst());
    this.free = new Semaphore(limits.concurrent());
    this.mapper = mapper;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int seconds = secondsToWait(request);
    if (seconds > 0) {
      refuse(response, "request.too-many", "expected fewer requests of one address", seconds);
    } else if (!free.tryAcquire()) {
      refuse(response, "request.busy", "expected fewer requests at a time", 1);
    } else {
      try {
        chain.doFilter(request, response);
      } finally {
        free.release();
      }
    }
  }

  private int secondsToWait(HttpServletRequest request) {
    InetAddress address = addressOf(request.getRemoteAddr());
    return address.isLoopbackAddress() && !limits.countLoopback()
        ? 0
        : buckets.take(callerOf(address), System.nanoTime());
  }

  /** Whatever a proxy passes on that is no address is one caller, together. */
  private static InetAddress addressOf(String text) {
    try {
      return InetAddress.ofLiteral(text.replaceFirst("%.*", ""));
    } catch (IllegalArgumentException noAddress) {
      return InetAddress.ofLiteral("0.0.0.0");
    }
  }

  /** One household has a network of IPv6 addresses, not one. */
  private static String callerOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }

  private void refuse(HttpServletResponse response, String code, String detail, int seconds)
      throws IOException {
    HttpStatus status = HttpStatus.TOO_MANY_REQUESTS;
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    mapper.writeValue(
        response.getOutputStream(),
        ProblemAnswer.detail(status, code, detail + "; ask again in " + seconds + " s"));
  }
}
