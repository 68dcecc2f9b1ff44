// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.util.stream.Collectors.joining;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import network.azracode.sdk.ledger.HttpAddress;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.OneLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to one base URL, with limits on time and size. Answers may have more fields than this
 * version knows; a problem document becomes an exception with its code.
 */
public final class ServiceHttp implements AutoCloseable {
  /** Code of a request that got no answer. */
  public static final String UNREACHABLE = "http.unreachable";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_CHARACTERS = 200;
  private static final int MAX_ANSWER_BYTES = 4 << 20;
  private static final JsonMapper ANSWERS =
      Json.MAPPER
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final URI base;
  private final HttpClient http;
  private final Duration timeout;

  /** Part of a problem document. */
  private record ProblemAnswer(
      @Nullable String code, @Nullable String detail, @Nullable List<Reason> reasons) {
    String sentences() {
      List<Reason> all = reasons == null ? List.of() : reasons;
      return Stream.concat(Stream.of(String.valueOf(detail)), all.stream().map(Reason::told))
          .collect(joining(" "));
    }
  }

  /** The code is what docs/evidence.md says more about. */
  private record Reason(@Nullable String code, String sentence) {
    String told() {
      return code == null ? sentence : sentence + " [" + code + "]";
    }
  }

  /** An answer with a status of 200 to 299. */
  public record Answer(int status, byte[] body) {
    /**
     * @throws AzraException {@code http.answer}
     */
    public <T> T as(Class<T> type) {
      try {
        return ANSWERS.readValue(body, type);
      } catch (JacksonException e) {
        throw new AzraException(
            "http.answer",
            "expected %s in JSON: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
      }
    }
  }

  public ServiceHttp(URI base) {
    this(base, Bytes32.ZERO);
  }

  /**
   * @param tlsFingerprint of the only certificate to believe, as an offer names it; zero for plain
   *     HTTP, or for what this machine's own authorities vouch for
   * @throws AzraException {@code http.url}
   */
  public ServiceHttp(URI base, Bytes32 tlsFingerprint) {
    this(base, tlsFingerprint, TIMEOUT);
  }

  /**
   * @param timeout for a whole answer, from the connection to the last byte
   */
  ServiceHttp(URI base, Bytes32 tlsFingerprint, Duration timeout) {
    this.timeout = timeout;
    this.base = HttpAddress.require("http.url", base);
    var builder = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
    if (!tlsFingerprint.equals(Bytes32.ZERO)) {
      builder.sslContext(TlsPin.context(tlsFingerprint));
    }
    this.http = builder.build();
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  public Answer post(String path, String contentType, byte[] body, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Content-Type", contentType);
    return send("POST", path, BodyPublishers.ofByteArray(body), all);
  }

  public Answer put(String path, byte[] body) {
    var type = Map.of("Content-Type", "application/octet-stream");
    return send("PUT", path, BodyPublishers.ofByteArray(body), type);
  }

  /**
   * @throws RefusedAnswer with the code of a problem document, or {@code http.status}
   * @throws AzraException {@code http.unreachable}, {@code tls.untrusted}
   */
  private Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
    headers.forEach(request::header);
    HttpResponse<byte[]> response = exchange(method, path, request.build());
    if (response.statusCode() / 100 != 2) {
      throw new RefusedAnswer(problem(method, path, response), response);
    }
    return new Answer(response.statusCode(), response.body());
  }

  /** The time is counted here, because a request's own timeout ends with the first byte. */
  private HttpResponse<byte[]> exchange(String method, String path, HttpRequest request) {
    var answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      if (e.getCause() instanceof SSLHandshakeException untrusted) {
        throw new AzraException("tls.untrusted", String.valueOf(untrusted.getMessage()), untrusted);
      }
      throw new AzraException(
          UNREACHABLE,
          "%s: expected an answer to %s %s within %.0f s, found %s"
              .formatted(
                  HttpAddress.hostAndPort(base),
                  method,
                  path,
                  timeout.toMillis() / 1e3,
                  foundInstead(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AzraException(UNREACHABLE, "interrupted during " + method + " " + path, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String foundInstead(Exception failure) {
    return switch (failure.getCause()) {
      case null -> "none";
      case ConnectException refused -> "nobody who listens";
      case Throwable broken -> OneLine.of(broken.toString(), MOST_CHARACTERS);
    };
  }

  private static AzraException problem(String method, String path, HttpResponse<byte[]> response) {
    try {
      var problem = ANSWERS.readValue(response.body(), ProblemAnswer.class);
      if (problem.code() != null) {
        return new AzraException(problem.code(), problem.sentences());
      }
    } catch (JacksonException e) {
      // not a problem document: the status has to do
    }
    return new AzraException(
        "http.status",
        "%s %s: expected success, found status %d".formatted(method, path, response.statusCode()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
