// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Many calls in few requests: as many at once as this node takes, down to one at a time outside of
 * any batch. What it does not take, or not in time, is remembered, see {@link BatchSize}.
 */
final class Batches {
  private final JsonRpc rpc;
  private final BatchSize most = new BatchSize();

  Batches(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** As {@link JsonRpc#batch}, of any number of calls. */
  <T> List<Optional<T>> call(List<RpcCall> calls, IntPredicate tolerated, ResultReader<T> reader) {
    List<Optional<T>> answers = new ArrayList<>(calls.size());
    while (answers.size() < calls.size()) {
      int from = answers.size();
      int size = most.next(calls.size() - from);
      List<RpcCall> part = calls.subList(from, from + Math.max(1, size));
      IntPredicate toleratedOfPart = place -> tolerated.test(from + place);
      try {
        answers.addAll(
            size == 0
                ? List.of(single(part.getFirst(), toleratedOfPart.test(0), reader))
                : rpc.batch(part, toleratedOfPart, reader));
        most.answered(size);
      } catch (RpcFailure failure) {
        if (size > 0 && (failure.isBatchRefused() || failure.isLate())) {
          most.refused(size);
        }
        if (size == 0 || !failure.isBatchRefused()) {
          throw failure;
        }
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
