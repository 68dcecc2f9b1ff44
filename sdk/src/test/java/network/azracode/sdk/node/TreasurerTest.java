// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.keys.SignerStandIn;
import network.azracode.sdk.ledger.keys.Web3Signer;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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

  /**
   * N-39: the hot key may be elsewhere; while that is out of reach nothing is lost or sent twice.
   */
  @Test
  void aSignerThatRefusesPutsASettlementOffAndItIsMadeOnceAllTheSame() throws Exception {
    KeySigner key = market.newAccount();
    try (var signer = new SignerStandIn(key)) {
      Sender hot =
          market.sender("hot-signer", Web3Signer.connect(signer.url(), key.address(), PATIENCE));
      var treasurer = treasurer(hot, (enclave, ids) -> Optional.empty(), finished(1));
      signer.behave(SignerStandIn.Manner.REFUSAL);
      assertThatThrownBy(treasurer::settleNext)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("signer.refused"));
      assertThat(treasurer.isFailing()).isTrue();
      assertThat(treasurer.outstanding()).isOne();
      signer.behave(SignerStandIn.Manner.TRUE);

      assertThat(treasurer.settleNext().paid()).isOne();

      assertThat(transactions(hot)).isOne();
      assertThat(treasurer.outstanding()).isZero();
    }
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

  /** Together with others it would be another batch, and pay for gas twice. */
  @Test
  void whatIsUnderWayIsSentAgainAsItWas() throws Exception {
    List<FinishedJob> jobs = finished(2);
    Sender hot = market.impatientSender("hot-impatient");
    var treasurer = treasurer(hot, (signer, ids) -> Optional.of(batch(jobs)), jobs);
    assertThatThrownBy(treasurer::settleNext).hasMessageContaining("expected inclusion within");
    assertThat(treasurer.isFailing()).isTrue();
    treasurer.add(finished(1).getFirst());

    while (treasurer.outstanding() > 1) {
      try {
        assertThat(treasurer.settleNext().paid()).isEqualTo(2);
      } catch (AzraException pending) {
        assertThat(pending.code()).isEqualTo(Sender.PENDING);
      }
    }

    assertThat(transactions(hot)).isEqualTo(1);
    assertThat(treasurer.isFailing()).isFalse();
  }

  @Test
  void whatIsLateOrWasRefundedIsNotSent() throws Exception {
    // a job can be opened in a block before its deadline only: time enough for a slow machine
    JobTerms late = market.terms(10, 8);
    market.open(late);
    FinishedJob job = market.finish(late);
    while (market.chain.head().time() < late.deadline()) {
      Thread.sleep(100);
    }
    Sender hot = market.sender("hot-late");

    var settled = treasurer(hot, (signer, ids) -> Optional.empty(), List.of(job)).settleNext();

    assertThat(settled.ended()).containsExactly(job.id());
    assertThat(settled.paid()).isZero();
    assertThat(transactions(hot)).isZero();
  }

  /** One signature that does not count must not cost the others their payment. */
  @Test
  void aBatchThatIsRefusedIsSettledRowByRow() throws Exception {
    List<FinishedJob> jobs = finished(2);
    Sender hot = market.sender("hot-refused");
    var foreign = jobs.getFirst().outcome().signature();
    var treasurer = treasurer(hot, (signer, ids) -> Optional.of(foreign), jobs);

    assertThat(treasurer.settleNext().paid()).isEqualTo(2);
    assertThat(treasurer.outstanding()).isZero();
  }

  @Test
  void manySlotsAreReadAsOneByOne() {
    List<FinishedJob> jobs = finished(2);
    List<JobId> ids =
        Stream.concat(jobs.stream().map(FinishedJob::id), Stream.of(new JobId(Bytes32.ZERO)))
            .toList();
    var view = market.settlement.latest();
    assertThat(view.jobs(ids)).isEqualTo(ids.stream().map(view::job).toList());
    assertThat(view.jobs(List.of())).isEmpty();
  }

  private List<FinishedJob> finished(int jobs) {
    return IntStream.range(0, jobs)
        .mapToObj(job -> market.terms(10, 300))
        .peek(market::open)
        .map(market::finish)
        .toList();
  }

  private Treasurer treasurer(Sender hot, Treasurer.BatchSigner signer, List<FinishedJob> kept) {
    return new Treasurer(
        market.nodeId, market.settlement, () -> market.chain.head().time(), hot, signer, kept);
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
