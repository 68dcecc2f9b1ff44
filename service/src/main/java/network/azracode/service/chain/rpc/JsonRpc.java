// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0 with one node. */
final class JsonRpc {
  private static final JsonMapper WRITER = new JsonMapper();

  private final Transport transport;

  JsonRpc(Transport transport) {
    this.transport = transport;
  }

  /** Empty where the result is null. */
  <T> Optional<T> call(RpcCall call, ResultReader<T> reader) {
    return read(request(0, call), answer -> AnswerParser.single(answer, reader));
  }

  /**
   * One answer per call, in their order; empty where the result is null.
   *
   * @param tolerated the calls, by their place, whose error is taken as null too
   * @throws RpcFailure {@code rpc.refused} for an error that is not tolerated
   */
  <T> List<Optional<T>> batch(List<RpcCall> calls, IntPredicate tolerated, ResultReader<T> reader) {
    var requests = IntStream.range(0, calls.size()).mapToObj(id -> request(id, calls.get(id)));
    return read(
        requests.toList(), answer -> AnswerParser.batch(answer, calls.size(), tolerated, reader));
  }

  private static Map<String, Object> request(int id, RpcCall call) {
    return Map.of("jsonrpc", "2.0", "id", id, "method", call.method(), "params", call.parameters());
  }

  /** An answer is read to its end, so that its connection serves again. */
  private <T> T read(Object body, Function<InputStream, T> reader) {
    try (InputStream answer = transport.post(WRITER.writeValueAsBytes(body))) {
      T result = reader.apply(answer);
      answer.transferTo(OutputStream.nullOutputStream());
      return result;
    } catch (IOException e) {
      throw RpcFailure.unanswered(e, e);
    }
  }
}
