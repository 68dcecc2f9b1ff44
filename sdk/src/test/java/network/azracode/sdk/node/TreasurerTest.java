// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** N-28: how receipts become earnings, on a real chain. */
@TestInstance(Lifecycle.PER_CLASS)
class TreasurerTest {
  @TempDir private static Path folder;
  private Market market;

  @BeforeAll
  void deploy() {
    market = new Market(folder);
  }

  @AfterAll
  void stop() {
    market.close();
  }

  @Test
  void whatWaitsIsSettledInOneTransactionAndASkippedRowIsToldApart() throws Exception {
    List<FinishedJob> jobs = finished(3);
    FinishedJob raced = jobs.get(1);
    Sender hot = market.sender("hot-batch");
    Sender stranger = market.sender("stranger");
    // anyone may settle, and somebody does so between the look at the chain and the sending
    var treasurer =
        treasurer(
            hot,
            (signer, ids) -> {
              stranger.submit("first", settle(raced));
              return Optional.of(batch(jobs));
            },
            jobs);
    long before = earnedJobs();

    var settled = treasurer.settleNext();

    assertThat(settled.paid()).isEqualTo(2);
    assertThat(settled.skipped()).containsExactly(raced.outcome().receipt().jobId());
    assertThat(transactions(hot)).isEqualTo(1);
    assertThat(earnedJobs() - before).isEqualTo(3);
  }

  @Test
  void receiptsOfAnEnclaveThatIsGoneAreSettledOneByOneAndNeverTwice() throws Exception {
    List<FinishedJob> jobs = finished(2);
    Sender hot = market.sender("hot-single");
    long before = earnedJobs();

    assertThat(treasurer(hot, (signer, ids) -> Optional.empty(), jobs).settleNext().paid())
        .isEqualTo(2);
    assertThat(transactions(hot)).isEqualTo(2);
    var restarted = treasurer(hot, (signer, ids) -> Optional.empty(), jobs);
    assertThat(restarted.settleNext().paid()).isZero();

    assertThat(transactions(hot)).isEqualTo(2);
    assertThat(earnedJobs() - before).isEqualTo(2);
  }

  private List<FinishedJob> finished(int jobs) {
    return IntStream.range(0, jobs)
        .mapToObj(job -> market.terms(10, 300))
        .peek(market::open)
        .map(market::finish)
        .toList();
  }

  private Treasurer treasurer(Sender hot, Treasurer.BatchSigner signer, List<FinishedJob> kept) {
    return new Treasurer(market.nodeId, market.settlement, hot, signer, kept);
  }

  private Call settle(FinishedJob job) {
    var row = new SettledJob(job.terms(), job.outcome().receipt());
    return market.settlement.settle(List.of(row), job.outcome().signature());
  }

  private CompactSignature batch(List<FinishedJob> jobs) {
    Receipt[] receipts = jobs.stream().map(job -> job.outcome().receipt()).toArray(Receipt[]::new);
    return market.enclave.sign(ReceiptBatch.of(receipts).digest(market.domain));
  }

  private long earnedJobs() {
    return market.settlement.latest().earnings(market.nodeId).jobs();
  }

  private long transactions(Sender sender) {
    return market.chain.transactionCount(sender.address(), DefaultBlockParameterName.LATEST);
  }
}
