// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return transport.post(WRITER.writeValueAsBytes(body));
  }
}
