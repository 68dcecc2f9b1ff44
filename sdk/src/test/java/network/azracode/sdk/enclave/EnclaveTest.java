// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealedResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-2, N-3, N-4, N-5: what a receipt says, and that there is one of it. */
class EnclaveTest {
  private static final byte[] SENTENCE = "three little words".getBytes(UTF_8);
  private static final long CHALLENGE_BLOCK = 12;

  @TempDir Path folder;
  private Bench bench;
  private Instant now = Instant.ofEpochSecond(1_800_000_059);
  private Enclave enclave;
  private AffirmedEvidence evidence;

  @BeforeEach
  void bind() {
    byte[] measurement = new byte[48];
    measurement[0] = 1;
    bench = new Bench(folder, measurement);
    enclave = bench.enclave(() -> now);
    evidence = bench.check(bound(CHALLENGE_BLOCK), CHALLENGE_BLOCK);
  }

  @Test
  void aJobIsRunSealedToItsClientAndBilled() {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    Outcome outcome = run(terms, bench.seal(evidence, terms, spec));
    assertThat(outcome.receipt().computeUnits()).isEqualTo(10);
    assertThat(open(terms, outcome).status()).isEqualTo(JobResult.Status.DONE);
    assertThat(open(terms, outcome).output()).isEqualTo("3".getBytes(UTF_8));
    assertSigned(outcome);
  }

  @Test
  void timesInTheReceiptAreFlooredToTheBucket() {
    Iterator<Long> seconds = List.of(0L, 0L, 59L, 61L, 121L).iterator();
    enclave = bench.enclave(() -> Instant.ofEpochSecond(seconds.next()));
    evidence = bench.check(bound(CHALLENGE_BLOCK), CHALLENGE_BLOCK);
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    var receipt = run(terms, bench.seal(evidence, terms, spec)).receipt();
    assertThat(List.of(receipt.startedAt(), receipt.finishedAt(), receipt.wipedAt()))
        .containsExactly(0L, 60L, 120L);
  }

  /** N-23: what a host says of buckets reaches no receipt, for it is never asked. */
  @Test
  void theBucketsAreTheEnclavesOwnAndItSaysThem() {
    var welcome = (Response.Welcome) enclave.answer(new Request.Hello(Enclave.PROTOCOL_VERSION));
    assertThat(welcome.buckets()).isEqualTo(Bench.BUCKETS);
    assertThat(Request.Bind.class.getRecordComponents())
        .extracting(RecordComponent::getType)
        .doesNotContain(Buckets.class);
  }

  @Test
  void askingAgainRepeatsTheSameBytes() {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    byte[] envelope = bench.seal(evidence, terms, spec);
    byte[] first = Wire.encode(run(terms, envelope));
    now = now.plusSeconds(600);
    assertThat(Wire.encode(run(terms, envelope))).isEqualTo(first);
    assertThat(Wire.encode(run(terms, new byte[100]))).isEqualTo(first);
  }

  @Test
  void whateverDoesNotOpenLeavesNoReceiptAndNoTraceBeforeTheTrueEnvelope() {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    byte[] envelope = bench.seal(evidence, terms, spec);
    byte[] flipped = envelope.clone();
    flipped[flipped.length - 1] ^= 1;
    byte[] ofAnotherJob = bench.seal(evidence, Bench.terms(evidence, spec, 51), spec);
    for (byte[] garbage : List.of(flipped, ofAnotherJob, new byte[0], new byte[2_000])) {
      assertRefused(terms, garbage, "envelope.unopenable");
    }
    assertThat(run(terms, envelope).receipt().computeUnits()).isEqualTo(10);
  }

  /** Whoever knows the terms can seal to the enclave's key under the job's id, but not the salt. */
  @Test
  void aStrangersWellFormedEnvelopeIsRefusedLikeGarbage() {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    byte[] strangers =
        bench.sealUnchecked(evidence, terms, bench.spec(Programs.WORD_COUNT, SENTENCE));
    String garbage = refusal(terms, new byte[0]).message();
    assertRefused(terms, strangers, "envelope.unopenable");
    assertThat(refusal(terms, strangers).message()).isEqualTo(garbage);
    assertThat(run(terms, bench.seal(evidence, terms, spec)).receipt().computeUnits())
        .isEqualTo(10);
  }

  /** N-28. */
  @Test
  void receiptsThatWereGivenOutAreSignedTogetherAndNoOthers() {
    List<Receipt> receipts =
        Stream.of(50L, 51L)
            .map(units -> {
              JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
              JobTerms terms = Bench.terms(evidence, spec, units);
              return run(terms, bench.seal(evidence, terms, spec)).receipt();
            })
            .toList();
    List<JobId> ids = receipts.stream().map(Receipt::jobId).toList();
    var signed = (Response.Signed) enclave.answer(new Request.Sign(ids));
    var digest = ReceiptBatch.of(receipts.toArray(Receipt[]::new)).digest(Bench.SETTLEMENT);
    assertThat(signed.signature().recover(digest)).isEqualTo(evidence.signer());
    assertNotSigned(List.of(ids.getFirst(), new JobId(Bytes32.ZERO)), "enclave.receipt-unknown");
    assertNotSigned(List.of(), "enclave.batch");
    assertNotSigned(Collections.nCopies(Limits.MAX_BATCH + 1, ids.getFirst()), "enclave.batch");
  }

  private void assertNotSigned(List<JobId> jobs, String code) {
    assertThat(enclave.answer(new Request.Sign(jobs)))
        .isInstanceOfSatisfying(
            Response.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void aFailedProgramBillsWhatItUsedWithAReceiptOfTheSameShape() {
    JobSpec spec = bench.spec(Programs.SUM, "1\ntwo".getBytes(UTF_8));
    JobTerms terms = Bench.terms(evidence, spec, 50);
    Outcome outcome = run(terms, bench.seal(evidence, terms, spec));
    assertThat(outcome.receipt().computeUnits()).isEqualTo(10);
    assertThat(open(terms, outcome).status()).isEqualTo(JobResult.Status.FAILED);
    assertThat(open(terms, outcome).output()).isEmpty();
  }

  @Test
  void workForAResultKeyThatNothingCanBeSealedToIsBilled() {
    JobSpec spec = JobSpec.draw(Programs.WORD_COUNT.hash(), Bytes32.ZERO, SENTENCE, bench.random);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    Outcome outcome = run(terms, bench.seal(evidence, terms, spec));
    assertThat(outcome.receipt().computeUnits()).isEqualTo(10);
    assertThat(outcome.sealedResult()).isEmpty();
    assertSigned(outcome);
  }

  @Test
  void aProgramStopsWhereThePriceEnds() {
    JobSpec spec = bench.spec(Programs.SHA256_CHAIN, new byte[] {-1, -1, -1, -1});
    JobTerms terms = Bench.terms(evidence, spec, 20);
    Outcome outcome = run(terms, bench.seal(evidence, terms, spec));
    assertThat(outcome.receipt().computeUnits()).isEqualTo(20);
    assertThat(open(terms, outcome).status()).isEqualTo(JobResult.Status.EXHAUSTED);
  }

  @Test
  void aJobForAnotherNodeKeyOrTimeIsRefusedWithoutAReceipt() {
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    JobTerms terms = Bench.terms(evidence, spec, 50);
    assertRefused(toSigner(terms, Bench.OPERATOR), "enclave.foreign-job");
    assertRefused(toNode(terms, new NodeId(8)), "enclave.foreign-job");
    now = Instant.ofEpochSecond(terms.deadline() + 1);
    assertRefused(terms, "enclave.late-job");
  }

  @Test
  void nothingRunsBeforeABinding() {
    var unbound = bench.enclave(InstantSource.system());
    JobSpec spec = bench.spec(Programs.WORD_COUNT, SENTENCE);
    var run = new Request.Run(Bench.terms(evidence, spec, 1), SENTENCE);
    assertThat(unbound.answer(run))
        .isInstanceOfSatisfying(
            Response.Refused.class, r -> assertThat(r.code()).isEqualTo("enclave.unbound"));
  }

  @Test
  void aLaterBindingKeepsKeysAndNodeAndRefusesAnother() {
    AffirmedEvidence later = bench.check(bound(CHALLENGE_BLOCK + 100), CHALLENGE_BLOCK + 100);
    assertThat(later.signer()).isEqualTo(evidence.signer());
    assertThat(later.sealingKey()).isEqualTo(evidence.sealingKey());
    var elsewhere =
        new Request.Bind(
            new NodeId(8),
            Bench.OPERATOR,
            Bench.POLICY,
            Bench.REGISTRY,
            Bench.SETTLEMENT,
            1,
            Bytes32.ZERO);
    assertThat(enclave.answer(elsewhere))
        .isInstanceOfSatisfying(
            Response.Refused.class, r -> assertThat(r.code()).isEqualTo("enclave.bound"));
  }

  @Test
  void anotherProtocolVersionIsRefused() {
    assertThat(enclave.answer(new Request.Hello(Enclave.PROTOCOL_VERSION - 1)))
        .isInstanceOfSatisfying(
            Response.Refused.class, r -> assertThat(r.code()).isEqualTo("enclave.version"));
  }

  private byte[] bound(long challengeBlock) {
    return ((Response.Bound) enclave.answer(Bench.bind(challengeBlock))).evidencePackage();
  }

  private Outcome run(JobTerms terms, byte[] envelope) {
    return ((Response.Ran) enclave.answer(new Request.Run(terms, envelope))).outcome();
  }

  private void assertRefused(JobTerms terms, String code) {
    assertRefused(terms, SENTENCE, code);
  }

  private void assertRefused(JobTerms terms, byte[] envelope, String code) {
    assertThat(refusal(terms, envelope).code()).isEqualTo(code);
  }

  private Response.Refused refusal(JobTerms terms, byte[] envelope) {
    return (Response.Refused) enclave.answer(new Request.Run(terms, envelope));
  }

  private void assertSigned(Outcome outcome) {
    var digest = ReceiptBatch.of(outcome.receipt()).digest(Bench.SETTLEMENT);
    assertThat(outcome.signature().recover(digest)).isEqualTo(evidence.signer());
  }

  private JobResult open(JobTerms terms, Outcome outcome) {
    var opened =
        SealedResult.open(
            bench.resultKeys.privateKey(), terms.id(Bench.SETTLEMENT), outcome.sealedResult());
    assertThat(opened.commitment()).isEqualTo(outcome.receipt().resultCommitment());
    return JobResult.parse(opened.result());
  }

  private static JobTerms toSigner(JobTerms t, Address signer) {
    return new JobTerms(
        t.client(),
        t.nodeId(),
        signer,
        t.maxPrice(),
        t.unitPrice(),
        t.deadline(),
        t.specCommitment(),
        t.nonce());
  }

  private static JobTerms toNode(JobTerms t, NodeId nodeId) {
    return new JobTerms(
        t.client(),
        nodeId,
        t.signer(),
        t.maxPrice(),
        t.unitPrice(),
        t.deadline(),
        t.specCommitment(),
        t.nonce());
  }
}
