// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP to one node; every answer has a limit in time and size. */
final class HttpTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** For a whole answer. */
  static final Duration ANSWER = Duration.ofSeconds(30);

  private static final long MAX_ANSWER_BYTES = 64L << 20;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client;
  private final URI url;
  private final Duration patience;

  /**
   * @param patience for a whole answer, from the connection to the last byte
   */
  HttpTransport(HttpClient client, URI url, Duration patience) {
    this.client = client;
    this.url = url;
    this.patience = patience;
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  @Override
  public InputStream post(byte[] body) {
    long began = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<InputStream> response =
        await(client.sendAsync(request, BodyHandlers.ofInputStream()));
    int status = response.statusCode();
    if (status == OK || status == BAD_REQUEST) {
      Duration left = patience.minusNanos(System.nanoTime() - began);
      return new BoundedAnswer(response.body(), MAX_ANSWER_BYTES, left);
    }
    discard(response.body());
    throw refused(status, response.headers().firstValue("Retry-After"));
  }

  private static void discard(InputStream body) {
    try {
      body.close();
    } catch (IOException broken) {
      // nothing of it is wanted
    }
  }

  private static RpcFailure refused(int status, Optional<String> retryAfter) {
    if (status == TOO_MANY || status == UNAVAILABLE && retryAfter.isPresent()) {
      return RpcFailure.limited(retryAfter);
    }
    String message = "expected HTTP status 200, found " + status;
    return status == TOO_LARGE
        ? RpcFailure.tooLarge(message)
        : RpcFailure.unreachable(message, null);
  }

  /** Until the body begins. */
  private <T> T await(Future<T> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw RpcFailure.late("expected an answer within " + patience, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw RpcFailure.unreachable("interrupted", e);
    } catch (ExecutionException e) {
      throw RpcFailure.unanswered(e.getCause() instanceof IOException failure ? failure : e, e);
    }
  }
}
