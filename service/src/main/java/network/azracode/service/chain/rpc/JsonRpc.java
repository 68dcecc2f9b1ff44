// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0 over HTTP with one node; every answer has a limit in time and size. */
final class JsonRpc {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final long MAX_ANSWER_BYTES = 64L << 20;
  private static final JsonMapper WRITER = new JsonMapper();

  private final HttpClient client;
  private final URI url;

  JsonRpc(HttpClient client, URI url) {
    this.client = client;
    this.url = url;
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** Empty where the result is null. */
  <T> Optional<T> call(RpcCall call, ResultReader<T> reader) {
    return AnswerParser.single(post(request(0, call)), reader);
  }

  /**
   * One answer per call, in their order; empty where the result is null.
   *
   * @param tolerated the calls, by their place, whose error is taken as null too
   * @throws RpcFailure {@code rpc.refused} for an error that is not tolerated
   */
  <T> List<Optional<T>> batch(List<RpcCall> calls, IntPredicate tolerated, ResultReader<T> reader) {
    var requests = IntStream.range(0, calls.size()).mapToObj(id -> request(id, calls.get(id)));
    return AnswerParser.batch(post(requests.toList()), calls.size(), tolerated, reader);
  }

  private static Map<String, Object> request(int id, RpcCall call) {
    return Map.of("jsonrpc", "2.0", "id", id, "method", call.method(), "params", call.parameters());
  }

  private byte[] post(Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(WRITER.writeValueAsBytes(body)))
            .build();
    var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
    HttpResponse<byte[]> response = await(client.sendAsync(request, bounded));
    if (response.statusCode() != 200 && response.statusCode() != 400) {
      throw RpcFailure.unreachable(
          "expected HTTP status 200, found " + response.statusCode(), null);
    }
    return response.body();
  }

  /** The client's own timeout ends with the headers; this one covers the body too. */
  private static <T> T await(Future<T> answer) {
    try {
      return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw RpcFailure.unreachable("expected an answer within " + ANSWER, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw RpcFailure.unreachable("interrupted", e);
    } catch (ExecutionException e) {
      String reason =
          e.getCause() instanceof IOException failure ? failure.toString() : e.toString();
      throw RpcFailure.unreachable("expected an answer, found " + reason, e);
    }
  }
}
