// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;

/**
 * The blocks of a range whose logs only receipts prove, asked for together: as many at once as are
 * not too large for one answer.
 */
final class ReceiptInquiry {
  private static final int MOST_BLOCKS = 32;
  private static final int MOST_LOGS = 1_000;

  private final Function<List<Bytes32>, List<List<Receipt>>> receipts;
  private final Set<Address> contracts;
  private final List<Question> questions = new ArrayList<>();

  /**
   * @param place of the block in its range
   */
  private record Question(Header header, List<ChainLog> told, int place) {}

  /** Takes what was proven. */
  @FunctionalInterface
  interface Taker {
    void take(int place, List<ChainLog> proven);
  }

  ReceiptInquiry(Function<List<Bytes32>, List<List<Receipt>>> receipts, Set<Address> contracts) {
    this.receipts = receipts;
    this.contracts = contracts;
  }

  void ask(Header header, List<ChainLog> told, int place) {
    questions.add(new Question(header, told, place));
  }

  boolean isEmpty() {
    return questions.isEmpty();
  }

  /**
   * An index of logs may lag behind its headers: what receipts tell besides is added.
   *
   * @throws RangeRefused if a log was told that is in no receipt
   */
  void answers(Taker taker) {
    int from = 0;
    while (from < questions.size()) {
      int to = end(from);
      List<Question> asked = questions.subList(from, to);
      List<List<Receipt>> answers =
          receipts.apply(asked.stream().map(question -> question.header().hash()).toList());
      for (int i = 0; i < asked.size(); i++) {
        taker.take(asked.get(i).place(), proven(asked.get(i), answers.get(i)));
      }
      from = to;
    }
  }

  private int end(int from) {
    int to = from + 1;
    int logs = questions.get(from).told().size();
    while (to < questions.size() && to - from < MOST_BLOCKS) {
      logs += questions.get(to).told().size();
      if (logs > MOST_LOGS) {
        break;
      }
      to++;
    }
    return to;
  }

  /** Both in the order of their indices. */
  private List<ChainLog> proven(Question question, List<Receipt> found) {
    List<ChainLog> proven = ReceiptProof.logs(question.header(), found, contracts);
    int next = 0;
    for (ChainLog log : question.told()) {
      while (next < proven.size() && proven.get(next).index() < log.index()) {
        next++;
      }
      if (next == proven.size() || !proven.get(next).isSame(log)) {
        throw new RangeRefused(
            "log %d-%d".formatted(log.block().number(), log.index()),
            "one of the block's receipts",
            "another");
      }
    }
    return proven;
  }
}
