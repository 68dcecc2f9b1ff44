// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.keys;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.azracode.sdk.protocol.AzraException;

/** Asks a signer, within a time and a size; follows nobody anywhere else. */
final class SignerHttp {
  private static final int OK = 200;

  /** Some thousands of public keys. */
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final HttpClient client;
  private final URI url;
  private final Duration timeout;

  /**
   * @throws AzraException {@code signer.url}
   */
  SignerHttp(URI url, Duration timeout) {
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
      throw new AzraException(
          "signer.url", "expected http:// or https:// with a host, and nothing secret in it");
    }
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.url = URI.create(url.toString().replaceAll("/*$", "/"));
    this.timeout = timeout;
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).GET().build());
  }

  String post(String path, String json) {
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** The time is counted here, because a request's own timeout ends with the first byte. */
  private String send(HttpRequest request) {
    var answer = client.sendAsync(request, SignerHttp::bounded);
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new AzraException(
            "signer.refused",
            "signer %s: expected 200, found %d".formatted(url, response.statusCode()));
      }
      return new String(response.body(), StandardCharsets.UTF_8);
    } catch (ExecutionException | TimeoutException e) {
      throw new AzraException(
          "signer.unreachable",
          "signer %s: expected an answer of at most %d bytes within %s, found none"
              .formatted(url, MAX_ANSWER_BYTES, timeout),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AzraException("interrupted", "stopped while waiting for the signer", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo info) {
    return BodySubscribers.limiting(BodySubscribers.ofByteArray(), MAX_ANSWER_BYTES);
  }
}
