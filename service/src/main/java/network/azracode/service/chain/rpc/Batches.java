// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Many calls in few requests: as many at once as this node takes, down to one at a time outside of
 * any batch. What it does not take is remembered.
 */
final class Batches {
  private static final int MOST = 100;

  private final JsonRpc rpc;
  private volatile int most = MOST;

  Batches(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** As {@link JsonRpc#batch}, of any number of calls. */
  <T> List<Optional<T>> call(List<RpcCall> calls, IntPredicate tolerated, ResultReader<T> reader) {
    List<Optional<T>> answers = new ArrayList<>(calls.size());
    while (answers.size() < calls.size()) {
      int from = answers.size();
      int size = Math.min(Math.max(1, most), calls.size() - from);
      List<RpcCall> part = calls.subList(from, from + size);
      IntPredicate toleratedOfPart = place -> tolerated.test(from + place);
      try {
        answers.addAll(
            most == 0
                ? List.of(single(part.getFirst(), toleratedOfPart.test(0), reader))
                : rpc.batch(part, toleratedOfPart, reader));
      } catch (RpcFailure failure) {
        if (!failure.isBatchRefused() || most == 0) {
          throw failure;
        }
        most = size / 2;
      }
    }
    return answers;
  }

  private <T> Optional<T> single(RpcCall call, boolean tolerated, ResultReader<T> reader) {
    try {
      return rpc.call(call, reader);
    } catch (RpcFailure failure) {
      if (tolerated && failure.code().equals("rpc.refused")) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
