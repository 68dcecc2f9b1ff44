// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;
import okhttp3.OkHttpClient;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;
import tools.jackson.core.JacksonException;

/** One endpoint: every answer is a value, a revert, a refusal, or the endpoint was out of reach. */
final class Rpc {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** For a whole answer: a byte now and then is no answer. */
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);

  /** Geth and those who follow it: execution reverted, with the revert's bytes beside. */
  private static final int REVERTED = 3;

  private Rpc() {}

  /** A client of its own: web3j's default one logs whole bodies. */
  static HttpService service(URI rpcUrl) {
    return service(rpcUrl, CALL_TIMEOUT);
  }

  static HttpService service(URI rpcUrl, Duration callTimeout) {
    HttpAddress.require("chain.url", rpcUrl);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(READ_TIMEOUT)
            .callTimeout(callTimeout)
            .build();
    return new HttpService(rpcUrl.toString(), client);
  }

  /**
   * @throws ContractReverted if the contract refused
   * @throws RpcException if the node did
   * @throws AzraException {@code chain.unreachable}
   */
  static <R extends Response<?>> R send(Request<?, R> request) {
    R response = exchange(request);
    if (response.hasError()) {
      throw failure(request.getMethod(), response.getError());
    }
    return response;
  }

  /**
   * As {@link #send}, of many requests at once. Not every endpoint takes batches: one that answers
   * with anything else than a batch is asked one after the other.
   *
   * @return the answers in the order of the requests, whatever the order in which they came
   */
  static <R extends Response<?>> List<R> sendAll(
      Web3jService service, List<? extends Request<?, R>> requests) {
    Map<Long, Response<?>> byId = exchangeAll(service, requests);
    return requests.stream().map(request -> answer(request, byId)).toList();
  }

  @SuppressWarnings("unchecked") // the answer was read as what its request asks for
  private static <R extends Response<?>> R answer(
      Request<?, R> request, Map<Long, Response<?>> byId) {
    Response<?> found = byId.get(request.getId());
    if (found == null) {
      return send(request);
    }
    if (found.hasError()) {
      throw failure(request.getMethod(), found.getError());
    }
    return (R) found;
  }

  private static <R extends Response<?>> Map<Long, Response<?>> exchangeAll(
      Web3jService service, List<? extends Request<?, R>> requests) {
    var batch = new BatchRequest(service);
    requests.forEach(batch::add);
    Map<Long, Response<?>> byId = new HashMap<>();
    try {
      batch.send().getResponses().forEach(response -> byId.put(response.getId(), response));
    } catch (IOException | RuntimeException e) {
      // no batch came back: whoever is missing is asked alone, which tells what is wrong
      return Map.of();
    }
    return byId;
  }

  /** As {@link #read}, or nothing where the node does not know the block that was asked for. */
  static <R extends Response<?>, T> Optional<T> readIfKnown(
      Request<?, R> request, Function<R, T> value) {
    R response = exchange(request);
    if (response.hasError() || response.getResult() == null) {
      return Optional.empty();
    }
    return Optional.of(valueOf(request, response, value));
  }

  /**
   * As {@link #send}, read as a value.
   *
   * @throws AzraException {@code chain.garbled} also for an answer without what was asked for
   */
  static <R extends Response<?>, T> T read(Request<?, R> request, Function<R, T> value) {
    return valueOf(request, send(request), value);
  }

  private static <R extends Response<?>, T> T valueOf(
      Request<?, R> request, R response, Function<R, T> value) {
    try {
      return value.apply(response);
    } catch (AzraException e) {
      throw e;
    } catch (RuntimeException e) {
      throw garbled(request, e);
    }
  }

  private static <R extends Response<?>> R exchange(Request<?, R> request) {
    try {
      return request.send();
    } catch (IOException | ClientConnectionException e) {
      throw new AzraException(
          Chain.UNREACHABLE,
          "%s: expected an answer, found none: %s"
              .formatted(
                  request.getMethod(),
                  OneLine.of(String.valueOf(e.getMessage()), RpcException.MOST_CHARACTERS)),
          e);
    } catch (JacksonException e) {
      throw garbled(request, e);
    }
  }

  /** Balancers and half-closed connections answer with half a document, or somebody else's. */
  private static AzraException garbled(Request<?, ?> request, RuntimeException cause) {
    return new AzraException(
        "chain.garbled",
        "%s: expected what the protocol says, found something else (%s)"
            .formatted(request.getMethod(), cause.getClass().getSimpleName()),
        cause);
  }

  private static AzraException failure(String method, Response.Error error) {
    String data = unquoted(error.getData());
    boolean reverted = error.getCode() == REVERTED && data.startsWith("0x");
    return reverted
        ? ContractErrors.known().decode(data)
        : new RpcException(method, error.getCode(), String.valueOf(error.getMessage()));
  }

  /** web3j hands over a JSON text, quotes and all. */
  private static String unquoted(@org.jspecify.annotations.Nullable String data) {
    return data == null ? "" : data.replace("\"", "");
  }
}
