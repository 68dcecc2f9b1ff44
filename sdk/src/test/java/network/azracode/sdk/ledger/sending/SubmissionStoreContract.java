// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

/** What every store must do. Ids in brackets are those of docs/INVARIANTS.md, "Sending". */
public abstract class SubmissionStoreContract {
  private static final int INTENTS = 24;

  private final KeySigner key = KeySigner.random(new SecureRandom());

  /** The store as a new process finds it: all that an earlier one was told is there. */
  protected abstract SubmissionStore reopened();

  /** [T-1] */
  @Test
  void anIdMeansOneThingForEver() {
    SubmissionStore store = reopened();
    store.intend(intent("one", "0x01"));
    assertThat(store.intend(intent("one", "0x01")))
        .isEqualTo(new Submission.Planned(intent("one", "0x01")));
    assertThatThrownBy(() -> reopened().intend(intent("one", "0x02")))
        .hasMessageContaining("expected what was first asked under this id");
  }

  /** [T-1] */
  @Test
  void askingForAnIntentKeepsNothing() {
    Submission signed = signed(reopened(), "known", 0);
    assertThat(reopened().find(signed.intent())).contains(signed);
    assertThat(reopened().find(intent("unknown", "0x01"))).isEmpty();
    reopened().intend(intent("unknown", "0x02"));
    assertThatThrownBy(() -> reopened().find(intent("known", "0x02")))
        .hasMessageContaining("expected what was first asked under this id");
  }

  /** [T-2] */
  @Test
  void signedBytesOutliveTheProcess() {
    Submission signed = signed(reopened(), "kept", 7);
    assertThat(reopened().intend(signed.intent())).isEqualTo(signed);
    assertThat(reopened().unsettled(key.address())).containsExactly(signed);
  }

  /** [T-3] */
  @Test
  void aSignedIntentIsNeverSignedAgain() {
    Submission first = signed(reopened(), "once", 0);
    Submission second =
        reopened()
            .sign(
                first.intent(),
                0,
                nonce -> {
                  throw new AssertionError("signed twice");
                });
    assertThat(second).isEqualTo(first);
  }

  /** [T-4] */
  @Test
  void parallelIntentsOfOneKeyGetNoncesWithoutGapOrRepetition() throws Exception {
    SubmissionStore store = reopened();
    List<Callable<Long>> work =
        IntStream.range(0, INTENTS)
            .<Callable<Long>>mapToObj(i -> () -> nonce(signed(store, "parallel-" + i, 3)))
            .toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Long> nonces = threads.invokeAll(work).stream().map(this::result).sorted().toList();
      assertThat(nonces).isEqualTo(LongStream.range(3, 3 + INTENTS).boxed().toList());
    }
  }

  /** [T-4] */
  @Test
  void aNonceThatTheChainHasUsedIsNotGiven() {
    SubmissionStore store = reopened();
    assertThat(nonce(signed(store, "a", 0))).isEqualTo(0);
    assertThat(nonce(signed(store, "b", 0))).isEqualTo(1);
    assertThat(nonce(signed(store, "c", 9))).isEqualTo(9);
    assertThat(nonce(signed(reopened(), "d", 9))).isEqualTo(10);
  }

  /** [T-4] Others had used 2 to 8, and a reorganisation dropped what they sent. */
  @Test
  void aNonceThatBecameFreeAgainIsGivenBeforeAnyHigherOne() {
    SubmissionStore store = reopened();
    assertThat(nonce(signed(store, "a", 1))).isEqualTo(1);
    assertThat(nonce(signed(store, "b", 9))).isEqualTo(9);
    assertThat(nonce(signed(reopened(), "c", 2))).isEqualTo(2);
    assertThat(nonce(signed(reopened(), "d", 2))).isEqualTo(3);
  }

  /** [T-4] */
  @Test
  void noNonceIsGivenBelowOneThatIsSettled() {
    SubmissionStore store = reopened();
    var signed = (Submission.Signed) signed(store, "settled", 7);
    Inclusion inclusion =
        new Inclusion(signed.newest().transaction().hash(), 12, Bytes32.ZERO, true);
    store.include(signed.intent(), inclusion, true);
    assertThat(nonce(signed(reopened(), "late", 2))).isEqualTo(8);
  }

  /** [T-4] */
  @Test
  void keysDoNotShareNonces() {
    KeySigner other = KeySigner.random(new SecureRandom());
    SubmissionStore store = reopened();
    assertThat(nonce(signed(store, "mine", 0))).isEqualTo(0);
    Intent intent = new Intent("theirs", other.address(), Optional.empty(), Octets.of("0x01"));
    store.intend(intent);
    assertThat(nonce(store.sign(intent, 0, n -> attempt(other, n, 1)))).isEqualTo(0);
  }

  /** [T-5] */
  @Test
  void aRaiseIsKeptOnlyOverTheNewestAttempt() {
    SubmissionStore store = reopened();
    var signed = (Submission.Signed) signed(store, "raised", 0);
    Attempt first = signed.newest();
    Attempt second = attempt(key, 0, 2);
    Submission raised = store.raise(signed.intent(), first, second);
    assertThat(raised).isEqualTo(new Submission.Signed(signed.intent(), 0, List.of(first, second)));
    assertThat(reopened().raise(signed.intent(), first, attempt(key, 0, 3))).isEqualTo(raised);
  }

  /** [T-6] */
  @Test
  void anInclusionCanBeTakenBackUntilItIsFinal() {
    SubmissionStore store = reopened();
    var signed = (Submission.Signed) signed(store, "included", 0);
    Inclusion inclusion =
        new Inclusion(signed.newest().transaction().hash(), 12, Bytes32.ZERO, true);
    store.include(signed.intent(), inclusion, false);
    assertThat(reopened().unsettled(key.address()))
        .containsExactly(new Submission.Included(signed, inclusion));
    reopened().exclude(signed.intent());
    assertThat(reopened().unsettled(key.address())).containsExactly(signed);
    reopened().include(signed.intent(), inclusion, true);
    assertThat(reopened().unsettled(key.address())).isEmpty();
    assertThat(reopened().intend(signed.intent()))
        .isEqualTo(new Submission.Settled(signed.intent(), inclusion));
  }

  /** [T-7] */
  @Test
  void aDisplacedIntentIsPlannedAgainUnderAnotherNonce() {
    SubmissionStore store = reopened();
    Submission signed = signed(store, "displaced", 5);
    store.displace(signed.intent(), 5);
    assertThat(reopened().unsettled(key.address())).isEmpty();
    assertThat(reopened().intend(signed.intent()))
        .isEqualTo(new Submission.Planned(signed.intent()));
    var again =
        (Submission.Signed) reopened().sign(signed.intent(), 0, nonce -> attempt(key, nonce, 1));
    assertThat(again.nonce()).isEqualTo(6);
    assertThat(again.attempts()).hasSize(1);
  }

  /** [T-7] */
  @Test
  protected void lateNewsOfAnOldNonceDoesNotTouchTheNewSignature() {
    SubmissionStore store = reopened();
    Intent intent = signed(store, "late", 5).intent();
    store.displace(intent, 5);
    store.include(intent, new Inclusion(Bytes32.ZERO, 1, Bytes32.ZERO, true), true);
    store.exclude(intent);
    Submission again = store.sign(intent, 0, nonce -> attempt(key, nonce, 1));
    store.displace(intent, 5);
    assertThat(reopened().intend(intent)).isEqualTo(again);
  }

  /** [T-6] */
  @Test
  protected void whatIsFinalStays() {
    SubmissionStore store = reopened();
    var signed = (Submission.Signed) signed(store, "final", 0);
    Inclusion inclusion =
        new Inclusion(signed.newest().transaction().hash(), 12, Bytes32.ZERO, true);
    store.include(signed.intent(), inclusion, true);
    store.exclude(signed.intent());
    store.displace(signed.intent(), 0);
    store.include(signed.intent(), new Inclusion(Bytes32.ZERO, 13, Bytes32.ZERO, true), false);
    assertThat(reopened().intend(signed.intent()))
        .isEqualTo(new Submission.Settled(signed.intent(), inclusion));
  }

  private Submission signed(SubmissionStore store, String id, long usedOnChain) {
    Intent intent = intent(id, "0x01");
    store.intend(intent);
    return store.sign(intent, usedOnChain, nonce -> attempt(key, nonce, 1));
  }

  private Intent intent(String id, String data) {
    return new Intent(id, key.address(), Optional.of(Address.ZERO), Octets.of(data));
  }

  private static Attempt attempt(KeySigner key, long nonce, long tip) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            1,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(21_000),
            Address.ZERO.toString(),
            BigInteger.ZERO,
            "0x01",
            BigInteger.valueOf(tip),
            BigInteger.TEN);
    return new Attempt(
        nonce,
        21_000,
        new Fees(BigInteger.valueOf(tip), BigInteger.TEN),
        SignedTransaction.sign(transaction, key),
        Instant.parse("2026-11-22T12:00:00.123456Z"));
  }

  private static long nonce(Submission submission) {
    return ((Submission.Signed) submission).nonce();
  }

  private long result(Future<Long> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
