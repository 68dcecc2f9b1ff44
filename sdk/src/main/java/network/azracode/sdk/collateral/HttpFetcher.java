// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers over HTTP, within terms. Redirects are not followed: a document comes from where the
 * configuration says or not at all.
 */
public final class HttpFetcher implements Fetcher {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

  private final HttpClient client;
  private final FetchTerms terms;
  private final InstantSource clock;
  private final Pause pause;

  /** Waits; tests do not. */
  @FunctionalInterface
  public interface Pause {

    void of(Duration duration) throws InterruptedException;
  }

  public HttpFetcher(FetchTerms terms, InstantSource clock, Pause pause) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(terms.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.terms = terms;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Fetched fetch(URI uri, Expiry expiry) {
    Fetched document = get(uri);
    Instant until = expiry.of(document);
    if (!clock.instant().isBefore(until)) {
      throw refused("expired", "%s: expected a document in force, found one until %s", uri, until);
    }
    return document;
  }

  private Fetched get(URI uri) {
    Duration backOff = terms.firstBackOff();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> response = send(uri);
      if (response.statusCode() == OK) {
        return new Fetched(Octets.of(response.body()), headers(response));
      }
      if (response.statusCode() == NOT_FOUND) {
        throw refused("unknown", "%s: expected a document, found none", uri);
      }
      if (!BUSY.contains(response.statusCode())) {
        throw refused("unreachable", "%s: expected 200, found %d", uri, response.statusCode());
      }
      if (attempt == terms.attempts()) {
        throw refused(
            "busy", "%s: asked %d times, last found %d", uri, attempt, response.statusCode());
      }
      waitFor(uri, retryAfter(response, backOff));
      backOff = backOff.multipliedBy(2);
    }
  }

  /** The time is counted here, because a request's own timeout ends with the first byte. */
  private HttpResponse<byte[]> send(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).GET().build();
    var answer = client.sendAsync(request, this::bounded);
    try {
      return answer.get(terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(uri, e);
    } catch (InterruptedException e) {
      throw interrupted(uri, e);
    } finally {
      answer.cancel(true);
    }
  }

  private BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo info) {
    return BodySubscribers.limiting(BodySubscribers.ofByteArray(), terms.maxBytes());
  }

  /** The server's own wish, in seconds, within our limit. */
  private Duration retryAfter(HttpResponse<byte[]> response, Duration backOff) {
    Duration wished =
        response
            .headers()
            .firstValue("retry-after")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(backOff);
    return wished.compareTo(terms.longestBackOff()) > 0 ? terms.longestBackOff() : wished;
  }

  private void waitFor(URI uri, Duration backOff) {
    try {
      pause.of(backOff);
    } catch (InterruptedException e) {
      throw interrupted(uri, e);
    }
  }

  private static Map<String, String> headers(HttpResponse<byte[]> response) {
    return response.headers().map().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getFirst()));
  }

  private AzraException failed(URI uri, Exception cause) {
    boolean tooLong = cause.getCause() != null && isTooLong(cause.getCause());
    return tooLong
        ? new AzraException(
            "collateral.size",
            "%s: expected at most %d bytes, found more".formatted(uri, terms.maxBytes()),
            cause)
        : new AzraException(
            "collateral.unreachable",
            "%s: expected an answer within %s, found none".formatted(uri, terms.timeout()),
            cause);
  }

  /** The JDK has no type of its own for a body beyond its limit. */
  private static boolean isTooLong(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("body exceeds capacity");
  }

  private static AzraException interrupted(URI uri, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new AzraException("collateral.unreachable", uri + ": interrupted", cause);
  }

  private static AzraException refused(String code, String message, @Nullable Object... values) {
    return new AzraException("collateral." + code, message.formatted(values));
  }
}
