// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import network.azracode.service.chain.rpc.AnswerParser.Reply;
import network.azracode.service.chain.rpc.AnswerParser.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a batch, in whatever order they come. An error is no answer, and never an empty
 * one, but where it is tolerated. Where there are fewer answers than calls, it is the batch that
 * was refused: some nodes put the one error of it into an array, under the first call's id or none.
 */
final class BatchAnswers<T> {
  /** Geth's, in place of every answer that is over its limits of a batch's time or size. */
  private static final Set<Long> TOO_MUCH_AT_ONCE = Set.of(-32002L, -32003L);

  private final List<@Nullable Optional<T>> answers;
  private final IntPredicate tolerated;
  private Optional<RpcError> error = Optional.empty();

  /**
   * @param tolerated the calls, by their place, whose error is taken as null
   */
  BatchAnswers(int calls, IntPredicate tolerated) {
    this.answers = new ArrayList<>(Collections.nCopies(calls, null));
    this.tolerated = tolerated;
  }

  /**
   * @throws RpcFailure {@code rpc.malformed} for what answers no call, or one again
   */
  void take(Reply<T> reply) {
    int id = reply.id();
    if (id < 0 && reply.error().isPresent()) {
      error = error.or(reply::error);
      return;
    }
    if (id < 0 || id >= answers.size() || answers.get(id) != null) {
      throw RpcFailure.malformed(
          "expected each id below %d once, found %d".formatted(answers.size(), id), null);
    }
    if (!tolerated.test(id)) {
      error = error.or(reply::error);
    }
    answers.set(id, reply.result());
  }

  /**
   * @throws RpcFailure {@code rpc.refused} for an error that is not tolerated, {@code rpc.limited},
   *     {@code rpc.batch-refused}
   */
  List<Optional<T>> inOrder() {
    List<Optional<T>> complete = new ArrayList<>(answers.size());
    for (Optional<T> answer : answers) {
      if (answer != null) {
        complete.add(answer);
      }
    }
    Optional<RpcFailure> refusal = error.map(RpcError::refusal);
    if (isRefused(complete.size()) && refusal.filter(RpcFailure::isLimited).isEmpty()) {
      throw RpcFailure.batchRefused(
          "expected %d answers, found %d%s"
              .formatted(
                  answers.size(),
                  complete.size(),
                  refusal.map(failure -> "; " + failure.getMessage()).orElse("")));
    }
    refusal.ifPresent(failure -> {
      throw failure;
    });
    return complete;
  }

  private boolean isRefused(int answered) {
    boolean tooMuch = error.map(RpcError::code).filter(TOO_MUCH_AT_ONCE::contains).isPresent();
    return answered < answers.size() || tooMuch && answers.size() > 1;
  }
}
